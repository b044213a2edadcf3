using TorchSharp;

namespace Rsg.Native;

public class LoadedTorchTests
{
    [Fact]
    public void Torch_computes_once_the_libraries_are_loaded()
    {
        TorchLibraries.Load();

        using var scope = torch.NewDisposeScope();
        var product = torch.ones(3, 4).matmul(torch.full(4, 2, 0.5f));

        Assert.Equal([3L, 2L], product.shape);
        Assert.Equal([2f, 2f, 2f, 2f, 2f, 2f], product.data<float>().ToArray());
    }

    [Fact]
    public void Loading_again_from_many_threads_does_nothing()
    {
        Parallel.For(0, 16, _ => TorchLibraries.Load());

        Assert.Single(MappedFiles(), file => file.EndsWith("/libtorch_cpu.so", StringComparison.Ordinal));
    }

    [Fact]
    public void One_shim_is_in_the_process_and_it_came_from_memory_or_from_the_program()
    {
        TorchLibraries.Load();

        string shim = Assert.Single(MappedFiles(), file => file.Contains("libLibTorchSharp.so", StringComparison.Ordinal));
        bool inMemory = shim == "/memfd:libLibTorchSharp.so (deleted)";
        Assert.True(inMemory || shim.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal), shim);
    }

    private static HashSet<string> MappedFiles() =>
        File.ReadLines("/proc/self/maps").Where(line => line.Contains('/')).Select(line => line[line.IndexOf('/')..]).ToHashSet();
}
