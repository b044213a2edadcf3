namespace Rsg.Native;

public class VersionNeedsTests
{
    private const string Path = "/some/libshim.so";

    [Fact]
    public void Needs_are_read_with_library_version_and_number()
    {
        CraftedLibrary library = TwoLibraries();
        IReadOnlyList<VersionNeed> needs = VersionNeeds.Read(ElfImage.Read(library.Write()));

        Assert.Equal(
            [
                new VersionNeed("libstdc++.so.6", "GLIBCXX_3.4.32", 2, false, library.FlagsOffsets[0]),
                new VersionNeed("libstdc++.so.6", "GLIBCXX_3.4.9", 4, false, library.FlagsOffsets[2]),
                new VersionNeed("libc.so.6", "GLIBC_2.34", 3, false, library.FlagsOffsets[1]),
            ],
            needs);
    }

    [Fact]
    public void A_weak_need_is_read_as_weak()
    {
        byte[] file = new CraftedLibrary("libx.so").Need("libc.so.6", "GLIBC_2.34", "f", flags: 2).Write();

        Assert.True(Assert.Single(VersionNeeds.Read(ElfImage.Read(file))).IsWeak);
    }

    [Fact]
    public void Weakening_an_unreferenced_version_changes_its_flags_word_and_nothing_else()
    {
        CraftedLibrary library = TwoLibraries();
        byte[] before = library.Write();
        ElfImage image = ElfImage.Read(library.Write());

        VersionNeeds.Weaken(image, NeedOf(image, "GLIBCXX_3.4.32"), Path);

        byte[] expected = [.. before];
        expected[library.FlagsOffsets[0]] = 2;
        Assert.Equal(expected, image.Bytes.ToArray());
    }

    [Fact]
    public void Weakening_keeps_the_other_flags()
    {
        CraftedLibrary library = new CraftedLibrary("libx.so").Need("libc.so.6", "GLIBC_2.34", "f", flags: 0x104);
        ElfImage image = ElfImage.Read(library.Write());

        VersionNeeds.Weaken(image, NeedOf(image, "GLIBC_2.34"), Path);

        Assert.Equal(0x106, image.UInt16(library.FlagsOffsets[0]));
    }

    [Theory]
    [InlineData(nameof(Reference.DataRelocation))]
    [InlineData(nameof(Reference.ProcedureRelocation))]
    public void A_version_that_a_relocation_refers_to_is_refused(string reference)
    {
        byte[] before = Referenced(Enum.Parse<Reference>(reference)).Write();
        ElfImage image = ElfImage.Read([.. before]);

        var refusal = Assert.Throws<TorchLibraryException>(() => VersionNeeds.Weaken(image, NeedOf(image, "GLIBCXX_3.4.32"), Path));

        Assert.StartsWith(
            "/some/libshim.so uses _ZSt3newv of version GLIBCXX_3.4.32, which the libstdc++.so.6 of this system does not have.",
            refusal.Message,
            StringComparison.Ordinal);
        Assert.Contains("RSG_LIBTORCH", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, image.Bytes.ToArray());
    }

    [Fact]
    public void A_hidden_symbol_counts_as_one_of_its_version()
    {
        CraftedLibrary library = Referenced(Reference.DataRelocation);
        byte[] file = library.Write();
        file[library.SymbolVersionsOffset + 2 + 1] |= 0x80;
        ElfImage image = ElfImage.Read(file);

        Assert.Throws<TorchLibraryException>(() => VersionNeeds.Weaken(image, NeedOf(image, "GLIBCXX_3.4.32"), Path));
    }

    [Fact]
    public void A_relocation_to_another_version_is_no_obstacle()
    {
        ElfImage image = ElfImage.Read(Referenced(Reference.ProcedureRelocation).Write());

        VersionNeeds.Weaken(image, NeedOf(image, "GLIBCXX_3.4.9"), Path);

        Assert.True(NeedOf(image, "GLIBCXX_3.4.9").IsWeak);
        Assert.False(NeedOf(image, "GLIBCXX_3.4.32").IsWeak);
    }

    [Fact]
    public void Relocations_without_addend_are_refused_since_they_are_not_read()
    {
        CraftedLibrary library = TwoLibraries();
        byte[] file = library.Write();
        ReplaceTag(file, library, from: 11, to: 17);
        ElfImage image = ElfImage.Read(file);

        Assert.Throws<UnreadableElfException>(() => VersionNeeds.Weaken(image, NeedOf(image, "GLIBCXX_3.4.32"), Path));
    }

    [Fact]
    public void The_shim_of_the_package_needs_one_version_that_nothing_refers_to()
    {
        string shim = TorchFolders.Find("libLibTorchSharp.so", TorchFolders.OfProgram())!;
        ElfImage image = ElfImage.Read(File.ReadAllBytes(shim));

        VersionNeeds.Weaken(image, NeedOf(image, "GLIBCXX_3.4.32"), shim);
        Assert.Throws<TorchLibraryException>(() => VersionNeeds.Weaken(image, NeedOf(image, "GLIBCXX_3.4.21"), shim));
    }

    internal static CraftedLibrary TwoLibraries() => new CraftedLibrary("libcrafted.so")
        .Need("libstdc++.so.6", "GLIBCXX_3.4.32", "_ZSt21ios_base_library_initv")
        .Need("libc.so.6", "GLIBC_2.34", "pthread_create", Reference.DataRelocation)
        .Need("libstdc++.so.6", "GLIBCXX_3.4.9", "_ZSt3oldv", Reference.ProcedureRelocation);

    private static CraftedLibrary Referenced(Reference reference) => new CraftedLibrary("libcrafted.so")
        .Need("libstdc++.so.6", "GLIBCXX_3.4.32", "_ZSt3newv", reference)
        .Need("libstdc++.so.6", "GLIBCXX_3.4.9", "_ZSt3oldv");

    private static VersionNeed NeedOf(ElfImage image, string version) =>
        VersionNeeds.Read(image).Single(need => need.Version == version);

    private static void ReplaceTag(byte[] file, CraftedLibrary library, byte from, byte to)
    {
        int entry = library.DynamicOffset;
        while (file[entry] != from)
        {
            entry += 16;
        }

        file[entry] = to;
    }
}
