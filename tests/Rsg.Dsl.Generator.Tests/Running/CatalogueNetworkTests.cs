using Rsg.Dsl.Networks.Backbones;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Running;

/// <summary>Every network of the catalogue on images that fit it and on odd ones, cut behind every part: its shapes, names and gradients.</summary>
public sealed class CatalogueNetworkTests
{
    private const int Classes = 5;
    private const int BatchSize = 6;

    private static readonly (int Channels, int Height, int Width)[] OddInputs = [(1, 28, 28), (5, 7, 9), (3, 4, 4)];

    /// <summary>Every network as it was made, and the smallest with odd images.</summary>
    public static TheoryData<string, int, int, int, string> Cases
    {
        get
        {
            var rows = new TheoryData<string, int, int, int, string>();
            foreach (var cut in (string[])["stem", "layer1", "layer2", "layer3"])
            {
                foreach (var name in BackboneCatalogue.Names)
                {
                    rows.Add(name, 3, 32, 32, cut);
                }

                foreach (var (channels, height, width) in OddInputs)
                {
                    rows.Add("resnet8", channels, height, width, cut);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Has_the_expected_shapes_names_and_gradients(string name, int channels, int height, int width, string cut)
    {
        using var scope = NewDisposeScope();
        var model = CompiledModel.Of(
            FormattableString.Invariant($"Backbone(\"{name}\", Classes = {Classes}, Channels = {channels}, Height = {height}, Width = {width})"),
            $"RsgInsert(After = \"{cut}\")");
        var expected = new ExpectedCifarResNet(name, channels, Classes);
        using var network = model.CreateNetwork();
        var images = rand(BatchSize, channels, height, width);

        // Parameters in the order of the layers, which is the order of an optimizer's state; TorchSharp lists buffers behind them.
        var state = network.state_dict();
        Assert.Equal(expected.StateNames.Where(entry => !ExpectedCifarResNet.IsBuffer(entry)), network.named_parameters().Select(named => named.name));
        Assert.Equal(expected.StateNames.Where(ExpectedCifarResNet.IsBuffer), state.Keys.Where(ExpectedCifarResNet.IsBuffer));
        Assert.Equal(expected.StateNames.Count(), state.Count);
        Assert.Equal(expected.ParameterCount, model.ParameterCount);
        Assert.Equal(expected.ParameterCount, network.parameters().Sum(parameter => parameter.numel()));

        Assert.Equal([BatchSize, .. ExpectedCifarResNet.FeatureShape(cut, height, width)], network.ExtractFeatures(images).shape);
        var logits = network.call(images);
        Assert.Equal([BatchSize, Classes], logits.shape);

        nn.functional.cross_entropy(logits, arange(BatchSize) % Classes).backward();
        Assert.All(network.named_parameters(), named =>
        {
            Assert.True(named.parameter.grad is not null, $"{named.name} has no gradient.");
            Assert.True(named.parameter.grad.isfinite().all().item<bool>(), $"The gradient of {named.name} is not finite.");
            Assert.True(named.parameter.grad.count_nonzero().item<long>() > 0, $"The gradient of {named.name} is zero.");
        });
    }

    [Theory]
    [InlineData("resnet8", 1, 28, 28)]
    [InlineData("resnet8", 5, 7, 9)]
    [InlineData("resnet8", 3, 4, 4)]
    [InlineData("resnet20", 3, 32, 32)]
    public void Is_the_same_function_wherever_it_is_cut(string name, int channels, int height, int width)
    {
        using var scope = NewDisposeScope();
        using var withoutGradient = no_grad();
        var images = rand(BatchSize, channels, height, width);
        nn.Module<Tensor, Tensor>? first = null;
        Tensor? logits = null;
        foreach (var cut in (string[])["stem", "layer1", "layer2", "layer3"])
        {
            var model = CompiledModel.Of(
                FormattableString.Invariant($"Backbone(\"{name}\", Classes = {Classes}, Channels = {channels}, Height = {height}, Width = {width})"),
                $"RsgInsert(After = \"{cut}\")");
            var network = first is null ? model.CreateNetwork() : model.CreateNetwork(first);
            first ??= network;
            network.eval();

            logits ??= network.call(images);
            Assert.True(logits.Equals(network.call(images)), $"forward differs where the network is cut after {cut}.");
            Assert.True(logits.Equals(network.Classify(network.ExtractFeatures(images))), $"The two halves behind and before {cut} do not make forward.");
        }
    }
}
