using Rsg.Runtime.Tests;

namespace Rsg.Native;

public sealed class LinuxTorchTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();
    private readonly string program;
    private readonly RecordingLoader loader = new();

    public LinuxTorchTests()
    {
        program = temporary.WithFiles("program", "libc10.so", "libtorch_cpu.so", "libtorch.so", "libLibTorchSharp.so");
    }

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void Libtorch_comes_before_the_shim_in_the_order_of_need()
    {
        loader.AlreadyOpen.Add(InProgram("libtorch_cpu.so"));

        LinuxTorch.Load(named: null, [temporary["absent"], program], loader);

        Assert.Equal(
            [InProgram("libc10.so"), InProgram("libtorch_cpu.so"), InProgram("libtorch.so"), InProgram("libLibTorchSharp.so")],
            loader.Opened);
    }

    [Fact]
    public void The_cuda_libraries_are_opened_where_they_are_there()
    {
        string cuda = temporary.WithFiles("cuda", "libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch_cuda.so", "libtorch.so");

        LinuxTorch.Load(cuda, [temporary.WithFiles("shim", "libLibTorchSharp.so")], loader);

        Assert.Equal(
            ["libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch_cuda.so", "libtorch.so", "libLibTorchSharp.so"],
            loader.Opened.Select(Path.GetFileName));
    }

    [Fact]
    public void A_named_libtorch_replaces_the_one_beside_the_program()
    {
        string named = temporary.WithFiles("named", "libc10.so", "libtorch_cpu.so", "libtorch.so");

        LinuxTorch.Load(named, [program], loader);

        Assert.Equal(Path.Combine(named, "libtorch_cpu.so"), loader.Opened[1]);
        Assert.Equal(InProgram("libLibTorchSharp.so"), loader.Opened[3]);
        Assert.DoesNotContain(InProgram("libtorch_cpu.so"), loader.Opened);
        Assert.Equal(NameAlias.Build(InProgram("libtorch_cpu.so"), "libtorch_cpu.so"), Assert.Single(loader.Contents[4..]));
    }

    [Fact]
    public void A_shim_beside_the_named_libtorch_is_the_one_that_is_used()
    {
        string named = temporary.WithFiles("named", "libc10.so", "libtorch_cpu.so", "libtorch.so", "libLibTorchSharp.so");

        LinuxTorch.Load(named, [program], loader);

        Assert.Contains(Path.Combine(named, "libLibTorchSharp.so"), loader.Opened);
        Assert.DoesNotContain(InProgram("libLibTorchSharp.so"), loader.Opened);
    }

    [Fact]
    public void A_libtorch_that_is_in_the_process_already_is_kept()
    {
        loader.AlreadyOpen.UnionWith(["libtorch_cpu.so", InProgram("libtorch_cpu.so")]);

        LinuxTorch.Load(named: null, [program], loader);

        Assert.Equal([InProgram("libLibTorchSharp.so")], loader.Opened);
    }

    [Fact]
    public void Naming_a_libtorch_after_another_was_loaded_is_refused()
    {
        string named = temporary.WithFiles("named", "libc10.so", "libtorch_cpu.so", "libtorch.so");
        loader.AlreadyOpen.Add("libtorch_cpu.so");

        var refusal = Assert.Throws<TorchLibraryException>(() => LinuxTorch.Load(named, [program], loader));

        Assert.Contains("another libtorch is in the process already", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(loader.Opened);
    }

    [Fact]
    public void No_libtorch_at_all_names_the_package_and_the_variable()
    {
        string empty = temporary.WithFiles("empty", "libLibTorchSharp.so");
        var refusing = new RecordingLoader(path => $"{path}: cannot open shared object file: No such file or directory");

        var refusal = Assert.Throws<TorchLibraryException>(() => LinuxTorch.Load(named: null, [empty], refusing));

        Assert.StartsWith("No libtorch was found.", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("libtorch-cpu-linux-x64", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("RSG_LIBTORCH", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(empty, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_shim_names_the_package()
    {
        File.Delete(InProgram("libLibTorchSharp.so"));

        var refusal = Assert.Throws<TorchLibraryException>(() => LinuxTorch.Load(named: null, [program], loader));

        Assert.StartsWith("libLibTorchSharp.so, the native part of TorchSharp, was not found.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_part_of_libtorch_is_named_with_the_loaders_words()
    {
        var refusing = new RecordingLoader(path => path.EndsWith("libtorch_cpu.so", StringComparison.Ordinal) ? "file too short" : null);

        var refusal = Assert.Throws<TorchLibraryException>(() => LinuxTorch.Load(named: null, [program], refusing));

        Assert.Equal($"{InProgram("libtorch_cpu.so")} was refused by the system's loader: file too short", refusal.Message);
    }

    [Fact]
    public void A_named_folder_without_libtorch_is_refused_with_a_hint_where_one_lies_inside()
    {
        temporary.WithFiles("torch/lib", "libtorch_cpu.so");
        string folder = temporary["torch"];

        var refusal = Assert.Throws<TorchLibraryException>(() => TorchFolders.Check(folder));

        Assert.Equal(
            $"RSG_LIBTORCH must name the folder that holds libtorch_cpu.so; it is '{folder}', which holds none. Did you mean {folder}/lib?",
            refusal.Message);
    }

    private string InProgram(string file) => Path.Combine(program, file);
}
