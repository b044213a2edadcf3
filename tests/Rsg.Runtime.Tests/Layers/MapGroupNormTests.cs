using Rsg.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Layers;

public sealed class MapGroupNormTests
{
    [Theory]
    [InlineData(6, true)]
    [InlineData(6, false)]
    [InlineData(1, true)]
    [InlineData(1, false)]
    public void Equals_its_definition_and_its_gradients_whether_or_not_its_input_needs_one(int channels, bool inputNeedsGradient)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var groups = channels == 1 ? 1 : 3;
        using var layer = new MapGroupNorm(groups, channels);
        layer.to(ScalarType.Float64);
        using (no_grad())
        {
            layer.get_parameter("weight")!.normal_();
            layer.get_parameter("bias")!.normal_();
        }

        var images = ChannelsLast.Of(rand([2, channels, 5, 4], float64)).detach().requires_grad_(inputNeedsGradient);
        var gradient = rand([2, channels, 5, 4], float64);

        var output = layer.call(images);
        output.backward([gradient]);

        var grouped = images.detach().reshape(2, groups, -1);
        var centered = grouped - grouped.mean([-1], keepdim: true);
        var normalised = (centered / (centered.square().mean([-1], keepdim: true) + 1e-5).sqrt()).reshape(images.shape);
        var (weight, bias) = (layer.get_parameter("weight")!, layer.get_parameter("bias")!);
        Assert.True(output.allclose((normalised * weight.view(1, -1, 1, 1)) + bias.view(1, -1, 1, 1), 1e-10, 1e-10));
        Assert.True(weight.grad!.allclose((gradient * normalised).sum([0, 2, 3]), 1e-10, 1e-10));
        Assert.True(bias.grad!.allclose(gradient.sum([0, 2, 3]), 1e-10, 1e-10));
        Assert.Equal(inputNeedsGradient, images.grad is not null);
    }

    [Fact]
    public void Starts_at_one_and_zero_and_lives_beyond_the_scope_that_made_it()
    {
        MapGroupNorm layer;
        using (NewDisposeScope())
        {
            layer = new MapGroupNorm(4, 64);
        }

        using (layer)
        {
            Assert.Equal(["weight", "bias"], layer.named_parameters().Select(static entry => entry.name));
            Assert.Equal(64, layer.get_parameter("weight")!.sum().item<float>());
            Assert.Equal(0, layer.get_parameter("bias")!.abs().sum().item<float>());
        }
    }

    [Fact]
    public void Refuses_groups_that_do_not_divide_the_channels()
        => Assert.Contains("5 groups do not divide 6 channels", Assert.Throws<ArgumentException>(static () => new MapGroupNorm(5, 6)).Message, StringComparison.Ordinal);
}
