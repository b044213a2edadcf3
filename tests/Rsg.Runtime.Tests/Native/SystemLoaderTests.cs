using System.Runtime.InteropServices;
using Rsg.Runtime.Tests;

namespace Rsg.Native;

/// <summary>The same on the system's own loader: it refuses the crafted libraries, and takes the copies.</summary>
public sealed class SystemLoaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly LinuxLoader loader = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_library_with_missing_unused_versions_is_opened_from_memory()
    {
        string path = folder["libweak.so"];
        CraftedLibrary library = new CraftedLibrary("librsgcraftedweak.so")
            .Need("libstdc++.so.6", "GLIBCXX_9.9.9", "_ZSt7unusedv")
            .Need("libc.so.6", "GLIBC_9.9", "unused");
        library.Save(path);
        Assert.Contains("GLIBCXX_9.9.9", loader.Open(path), StringComparison.Ordinal);

        TorchSharpShim.Open(path, loader);

        Assert.True(loader.IsOpen("librsgcraftedweak.so"));
        Assert.False(loader.IsOpen(path));
        Assert.Equal(library.Write(), File.ReadAllBytes(path));
    }

    [Fact]
    public void A_sound_library_is_opened_from_its_own_file()
    {
        string path = folder["libsound.so"];
        new CraftedLibrary("librsgcraftedsound.so").Need("libc.so.6", LowestVersion, "unused").Save(path);

        TorchSharpShim.Open(path, loader);

        Assert.True(loader.IsOpen(path));
    }

    [Fact]
    public void A_really_used_version_is_refused()
    {
        string path = folder["libused.so"];
        new CraftedLibrary("librsgcraftedused.so")
            .Need("libstdc++.so.6", "GLIBCXX_9.9.9", "_ZSt4usedv", Reference.DataRelocation)
            .Save(path);

        var refusal = Assert.Throws<TorchLibraryException>(() => TorchSharpShim.Open(path, loader));

        Assert.Contains("_ZSt4usedv of version GLIBCXX_9.9.9", refusal.Message, StringComparison.Ordinal);
        Assert.False(loader.IsOpen("librsgcraftedused.so"));
    }

    [Fact]
    public void Without_memory_files_a_temporary_one_serves_and_is_gone_afterwards()
    {
        byte[] library = new CraftedLibrary("librsgcraftedtemporary.so").Need("libc.so.6", LowestVersion, "unused").Write();

        var recording = new RecordingLoader(loader.Open);

        Assert.Null(PrivateCopy.OpenInTemporaryFolder("libtemporary.so", library, recording));

        Assert.True(loader.IsOpen("librsgcraftedtemporary.so"));
        AssertGone(Assert.Single(recording.Opened));
    }

    [Fact]
    public void A_refused_temporary_file_is_gone_as_well()
    {
        var recording = new RecordingLoader(loader.Open);

        Assert.NotNull(PrivateCopy.OpenInTemporaryFolder("libtemporary.so", [1, 2, 3], recording));

        AssertGone(Assert.Single(recording.Opened));
    }

    [Fact]
    public void An_alias_keeps_the_file_of_its_path_from_being_opened()
    {
        string used = folder["libused-one.so"];
        string unused = folder["libunused-one.so"];
        new CraftedLibrary("librsgcraftedone.so").Need("libc.so.6", LowestVersion, "unused").Save(used);
        new CraftedLibrary("librsgcraftedone.so").Need("libc.so.6", LowestVersion, "unused").Save(unused);
        Assert.Null(loader.Open(used));

        Assert.Null(PrivateCopy.Open("alias", NameAlias.Build(unused, "librsgcraftedone.so"), loader));

        Assert.Null(loader.Open(unused));
        string mapped = File.ReadAllText("/proc/self/maps");
        Assert.Contains(used, mapped, StringComparison.Ordinal);
        Assert.DoesNotContain(unused, mapped, StringComparison.Ordinal);
    }

    private static void AssertGone(string path)
    {
        Assert.False(File.Exists(path));
        Assert.False(Directory.Exists(Path.GetDirectoryName(path)));
    }

    /// <summary>The oldest version that the C library of this processor's Linux defines.</summary>
    private static string LowestVersion =>
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64
            ? "GLIBC_2.17"
            : "GLIBC_2.2.5";
}
