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
}
