using Rsg.Runtime.Tests;

namespace Rsg.Native;

public sealed class TorchSharpShimTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string path;

    public TorchSharpShimTests()
    {
        path = folder["libLibTorchSharp.so"];
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_that_the_loader_takes_is_opened_as_it_is_and_never_copied()
    {
        CraftedLibrary library = Library();
        library.Save(path);
        var loader = new RecordingLoader();

        TorchSharpShim.Open(path, loader);

        Assert.Equal([path], loader.Opened);
        Assert.Equal(library.Write(), File.ReadAllBytes(path));
    }

    [Fact]
    public void A_refused_unreferenced_version_is_made_weak_in_a_copy_and_the_file_is_left_alone()
    {
        CraftedLibrary library = Library();
        library.Save(path);
        var loader = new RecordingLoader(opened => opened == path ? Refusal("GLIBCXX_3.4.32", opened) : null);

        TorchSharpShim.Open(path, loader);

        byte[] expected = library.Write();
        expected[library.FlagsOffsets[0]] = 2;
        Assert.Equal(2, loader.Opened.Count);
        Assert.Equal(expected, loader.Contents[1]);
        Assert.Equal(library.Write(), File.ReadAllBytes(path));
    }

    [Fact]
    public void Versions_are_made_weak_one_by_one_as_the_loader_names_them()
    {
        CraftedLibrary library = Library();
        library.Save(path);
        var loader = new RecordingLoader(opened =>
        {
            byte[] file = File.ReadAllBytes(opened);
            return file[library.FlagsOffsets[0]] == 0 ? Refusal("GLIBCXX_3.4.32", opened)
                : file[library.FlagsOffsets[1]] == 0 ? Refusal("GLIBCXX_3.4.31", opened)
                : null;
        });

        TorchSharpShim.Open(path, loader);

        byte[] expected = library.Write();
        expected[library.FlagsOffsets[0]] = 2;
        expected[library.FlagsOffsets[1]] = 2;
        Assert.Equal(expected, loader.Contents[^1]);
    }

    [Fact]
    public void A_loader_that_goes_on_refusing_the_same_version_ends_the_attempt()
    {
        Library().Save(path);
        var loader = new RecordingLoader(opened => Refusal("GLIBCXX_3.4.32", opened));

        var refusal = Assert.Throws<TorchLibraryException>(() => TorchSharpShim.Open(path, loader));

        Assert.Contains("GLIBCXX_3.4.32", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_really_used_version_is_refused_and_nothing_is_copied()
    {
        Library().Save(path);
        var loader = new RecordingLoader(opened => Refusal("GLIBCXX_3.4.9", opened));

        var refusal = Assert.Throws<TorchLibraryException>(() => TorchSharpShim.Open(path, loader));

        Assert.Contains("_ZSt3oldv of version GLIBCXX_3.4.9", refusal.Message, StringComparison.Ordinal);
        Assert.Equal([path], loader.Opened);
    }

    [Fact]
    public void Any_other_refusal_is_passed_on_in_the_loaders_words()
    {
        Library().Save(path);
        var loader = new RecordingLoader(opened => $"{opened}: undefined symbol: _ZN5torch3fooEv");

        var refusal = Assert.Throws<TorchLibraryException>(() => TorchSharpShim.Open(path, loader));

        Assert.EndsWith("undefined symbol: _ZN5torch3fooEv", refusal.Message, StringComparison.Ordinal);
        Assert.Equal([path], loader.Opened);
    }

    [Fact]
    public void A_damaged_file_is_refused_with_both_reasons()
    {
        File.WriteAllBytes(path, Library().Write()[..200]);
        var loader = new RecordingLoader(opened => Refusal("GLIBCXX_3.4.32", opened));

        var refusal = Assert.Throws<TorchLibraryException>(() => TorchSharpShim.Open(path, loader));

        Assert.Contains("GLIBCXX_3.4.32", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be repaired: its program headers lie outside the file", refusal.Message, StringComparison.Ordinal);
    }

    private static CraftedLibrary Library() => new CraftedLibrary("libcrafted.so")
        .Need("libstdc++.so.6", "GLIBCXX_3.4.32", "_ZSt21ios_base_library_initv")
        .Need("libstdc++.so.6", "GLIBCXX_3.4.31", "_ZSt5otherv")
        .Need("libstdc++.so.6", "GLIBCXX_3.4.9", "_ZSt3oldv", Reference.DataRelocation);

    private static string Refusal(string version, string requirer) =>
        $"/lib/libstdc++.so.6: version `{version}' not found (required by {requirer})";
}
