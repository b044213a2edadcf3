using Rsg.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Layers;

public sealed class NormedLinearTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void OutputIsTheCosine()
    {
        using var layer = new NormedLinear(2, 2);
        using (no_grad())
        {
            layer.get_parameter("weight")!.copy_(tensor(new[,] { { 3f, 0f }, { 4f, -2f } }));
        }

        // Columns (3, 4) and (0, -2); rows (1, 0) and (1, 1).
        var cosines = layer.call(tensor(new[,] { { 5f, 0f }, { 2f, 2f } }));
        float[] expected = [0.6f, 0, 1.4f / MathF.Sqrt(2), -1 / MathF.Sqrt(2)];
        Assert.All(expected.Zip(cosines.data<float>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void WeightIsInByOutAndItsColumnsStartAtLengthOne()
    {
        using var layer = new NormedLinear(64, 10);
        var weight = layer.state_dict()["weight"];
        Assert.Equal(["weight"], layer.state_dict().Keys);
        Assert.Equal([64, 10], weight.shape);
        Assert.All(weight.square().sum([0L]).data<float>().ToArray(), square => Assert.Equal(1, square, 1e-5));
        Assert.InRange(weight.mean().item<float>(), -0.03f, 0.03f);
    }

    [Fact]
    public void WeightOutlivesTheScopeAndFollowsThePrecision()
    {
        NormedLinear layer;
        using (NewDisposeScope())
        {
            layer = new NormedLinear(3, 2);
        }

        layer.to(ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, layer.call(ones([1, 3], ScalarType.Float64)).dtype);
        layer.Dispose();
    }
}
