using Rsg.Layers;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Layers;

public sealed class ChannelsLastTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public void Keeps_shape_and_values_and_is_handed_on_by_convolutions(int channels)
    {
        using var scope = NewDisposeScope();
        var images = rand(2, channels, 5, 4);

        var last = ChannelsLast.Of(images);
        var convolved = nn.functional.conv2d(last, rand(6, channels, 3, 3), padding: [1, 1]);

        Assert.True(last.allclose(images, 0, 0));
        Assert.Equal([20L * channels, 1, 4 * channels, channels], last.stride());
        Assert.Equal([120L, 1, 24, 6], convolved.stride());
        Assert.Same(last, ChannelsLast.Of(last));
    }

    [Fact]
    public void Leaves_what_is_no_image_or_not_on_the_CPU()
    {
        using var scope = NewDisposeScope();
        var matrix = rand(2, 3);
        var elsewhere = empty([2, 3, 4, 4], device: META);

        Assert.Same(matrix, ChannelsLast.Of(matrix));
        Assert.Same(elsewhere, ChannelsLast.Of(elsewhere));
    }
}
