using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Layers;

/// <summary>What emitted code relies on in TorchSharp's Sequential.</summary>
[Collection(WholeProcess.Collection)]
public sealed class SequentialTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void AppendedModulesAreNamedAsTheyWereOrByTheirNumber()
    {
        using var named = nn.Sequential().append("conv", nn.Conv2d(3, 4, 3)).append("norm", nn.BatchNorm2d(4, affine: false)).append(nn.Conv2d(4, 2, 1, bias: false));
        Assert.Equal(
            ["2.weight", "conv.bias", "conv.weight", "norm.num_batches_tracked", "norm.running_mean", "norm.running_var"],
            named.state_dict().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ModulesRunInTheOrderInWhichTheyAreAppended()
    {
        using var sequential = nn.Sequential();
        sequential.append("z", new Affine(2, 0)).append("a", new Affine(1, 1)).append("m", new Affine(3, 0));
        Assert.Equal(15, sequential.call(tensor(2f)).item<float>());
    }

    [Fact]
    public void IntermediatesAreDisposedAndGradientsStillFlow()
    {
        using var sequential = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU(inplace: true), nn.Conv2d(4, 4, 3), nn.Conv2d(4, 2, 3));
        var images = randn(2, 3, 8, 8);
        var before = Tensor.TotalCount;
        var output = sequential.call(images);
        Assert.Equal(before + 1, Tensor.TotalCount);

        using (NewDisposeScope())
        {
            output.square().sum().backward();
        }

        Assert.All(sequential.parameters(), parameter => Assert.NotEqual(0, parameter.grad!.abs().sum().item<float>()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void DropoutReturnsAnotherHandleAlsoWhereItDoesNothing(bool inplace)
    {
        using var sequential = nn.Sequential(nn.Dropout(0.5, inplace), nn.Identity(), nn.Dropout2d(0.5, inplace));
        sequential.eval();
        var images = randn(2, 3, 4, 4);
        Assert.True(sequential.call(images).equal(images).all().item<bool>());
    }

    /// <summary>The reason why a layer that changes nothing hands on an alias of its input.</summary>
    [Fact]
    public void AChildThatReturnsItsInputBreaksTheChain()
    {
        using var sequential = nn.Sequential(new Affine(1, 0), new Same(), new Affine(1, 0));
        Assert.Throws<InvalidOperationException>(() => sequential.call(ones(1)));
    }

    private sealed class Affine(double factor, double term) : nn.Module<Tensor, Tensor>(nameof(Affine))
    {
        public override Tensor forward(Tensor input)
        {
            using var product = input * factor;
            return product + term;
        }
    }

    private sealed class Same() : nn.Module<Tensor, Tensor>(nameof(Same))
    {
        public override Tensor forward(Tensor input) => input;
    }
}
