using Rsg.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Layers;

public sealed class ZeroPadShortcutTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(2, 4, 2, 5)]
    [InlineData(2, 6, 1, 3)]
    [InlineData(3, 3, 2, 4)]
    public void EveryStridethPositionBetweenZeroChannels(int inChannels, int outChannels, int stride, int size)
    {
        using var shortcut = new ZeroPadShortcut(inChannels, outChannels, stride);
        var input = randn(2, inChannels, size, size);
        var output = shortcut.call(input);
        var before = (outChannels - inChannels) / 2;
        var reduced = (size + stride - 1) / stride;

        Assert.Equal([2, outChannels, reduced, reduced], output.shape);
        for (var c = 0; c < outChannels; c++)
        {
            for (var j = 0; j < reduced; j++)
            {
                for (var k = 0; k < reduced; k++)
                {
                    var source = c - before;
                    var expected = source >= 0 && source < inChannels ? input[1, source, j * stride, k * stride].item<float>() : 0;
                    Assert.Equal(expected, output[1, c, j, k].item<float>());
                }
            }
        }
    }

    [Fact]
    public void WhereNothingChangesTheValuesAreTheSameAndTheInputStaysTheCallers()
    {
        using var shortcut = new ZeroPadShortcut(3, 3, 1);
        var input = randn(1, 3, 2, 2);
        using (NewDisposeScope())
        {
            using var output = shortcut.call(input);
            Assert.True(output.equal(input).all().item<bool>());
        }

        Assert.False(input.IsInvalid);
        Assert.Equal(12, input.numel());
    }

    [Theory]
    [InlineData(4, 7)]
    [InlineData(4, 2)]
    public void ChannelsThatCannotBeHalvedAreRefused(int inChannels, int outChannels) =>
        Assert.Throws<ArgumentException>(() => new ZeroPadShortcut(inChannels, outChannels, 1));
}
