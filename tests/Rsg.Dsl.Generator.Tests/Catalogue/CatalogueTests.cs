using System.Globalization;
using Rsg.Dsl.Generator.Tests.Running;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Networks.Backbones;
using Rsg.Dsl.Schema;
using Rsg.Layers;
using Rsg.Testing.Generation;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Catalogue;

/// <summary>Every network of the catalogue, compiled and alive, against what PyTorch's network of that name is.</summary>
public sealed class CatalogueTests : IDisposable
{
    private const int Classes = CatalogueModels.Classes;
    private const int BatchSize = 6;

    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<string> Names => [.. ExpectedNetwork.All.Select(static network => network.Name)];

    [Fact]
    public void The_catalogue_has_the_expected_networks() =>
        Assert.Equal(ExpectedNetwork.All.Select(static network => network.Name).Order(StringComparer.Ordinal), BackboneCatalogue.Names.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_the_state_and_the_cost_that_it_should_have(string name)
    {
        var expected = ExpectedNetwork.Of(name);
        var trace = expected.Trace(expected.Input, Classes);
        using var network = CatalogueModels.WithLinearHead.Create(name);

        AssertState(trace, network);
        Assert.Equal(trace.ParameterCount, CatalogueModels.WithLinearHead.ParameterCount(name));
        Assert.Equal(trace.MultiplyAdds, Graph(expected).Walk().Sum(static layer => layer.MultiplyAdds));

        using var withoutGradient = no_grad();
        network.eval();
        var shapes = LiveShapes.Watch(network);
        Assert.Equal(trace.MultiplyAdds, LiveCost.MultiplyAdds(network, rand(1, 3, expected.Side, expected.Side)));

        var summary = CatalogueModels.WithLinearHead.Summary(name);
        Assert.Equal((trace.ParameterCount, trace.MultiplyAdds), (summary.Parameters, summary.MultiplyAdds));
        var rows = summary.Layers.Where(row => shapes.Contains(row.Name)).ToList();
        Assert.Equal(shapes.Names.Order(StringComparer.Ordinal), rows.Select(static row => row.Name).Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.Equal(shapes[row.Name], (row.Parameters, Shape: string.Join(",", row.OutputShape))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_cut_before_the_second_to_last_down_sampling(string name)
    {
        var expected = ExpectedNetwork.Of(name);
        using var network = CatalogueModels.WithCosineHead.Create(name);
        AssertState(expected.Trace(expected.Input, Classes, isCosine: true), network);
        Assert.Equal(network.parameters().Sum(static parameter => parameter.numel()), CatalogueModels.WithCosineHead.ParameterCount(name));

        // The weights do not depend on the size of the images; the smallest are enough to see the cut.
        using var withoutGradient = no_grad();
        network.eval();
        var side = expected.SmallestSide;
        var images = rand(2, 3, side, side);
        var stages = expected.Trace(new(3, side, side), Classes).Parts.Where(static part => part.Stage is not null).ToList();
        var features = network.ExtractFeatures(images);
        Assert.Equal([2, .. stages[^2].Maps.Shape], features.shape);

        var cosines = network.Classify(features);
        Assert.Equal([2, Classes], cosines.shape);
        Assert.True(cosines.Equals(network.call(images)), "The halves before and behind the cut do not make forward.");
        Assert.True(cosines.abs().max().item<float>() <= 1.0001f);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Learns_with_every_parameter(string name)
    {
        var expected = ExpectedNetwork.Of(name);
        using var network = CatalogueModels.WithLinearHead.Create(name);

        // The smallest images whose last maps still have more than one value.
        var side = expected.Side == 32 ? 8 : 33;
        var logits = network.call(rand(BatchSize, 3, side, side));
        Assert.Equal([BatchSize, Classes], logits.shape);

        nn.functional.cross_entropy(logits, arange(BatchSize) % Classes).backward();
        Assert.All(network.named_parameters(), static named =>
        {
            Assert.True(named.parameter.grad is not null, $"{named.name} has no gradient.");
            Assert.True(named.parameter.grad.isfinite().all().item<bool>(), $"The gradient of {named.name} is not finite.");
            Assert.True(named.parameter.grad.count_nonzero().item<long>() > 0, $"The gradient of {named.name} is zero.");
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gives_the_same_logits_when_it_is_folded(string name)
    {
        manual_seed(3);
        var side = Math.Max(ExpectedNetwork.Of(name).SmallestSide, 16);
        using var network = CatalogueModels.WithLinearHead.Create(name);
        network.DrawNorms();
        network.eval();
        using var withoutGradient = no_grad();
        var images = randn(2, 3, side, side);
        var expected = network.call(images);

        using var folded = network.Folded();

        var difference = (folded.call(images) - expected).abs().max().item<float>() / expected.abs().max().item<float>();
        Assert.True(difference < 1e-4, FormattableString.Invariant($"The logits differ by {difference} of the largest."));
        var left = folded.modules().OfType<BatchNorm2d>().Count();
        Assert.Equal(network.modules().OfType<BatchNorm2d>().Count(), left);
        Assert.All(folded.modules().OfType<FoldableBatchNorm>(), static norm => Assert.True(norm.IsFolded));

        // Only where images are normalised before a convolution and not behind it, something is left to do.
        Assert.Equal(name.StartsWith("densenet", StringComparison.Ordinal), left > 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_the_parts_and_stages_that_it_should_have(string name)
    {
        var expected = ExpectedNetwork.Of(name);
        Assert.Equal(
            expected.Trace(expected.Input, Classes).Parts.Select(static part => (part.Name, part.Stage, part.Maps)),
            Graph(expected).Parts.SkipLast(1).Select(static part => (part.Name, part.Stage, new Maps(part.Output.Channels, part.Output.Height!.Value, part.Output.Width!.Value))));
    }

    [Fact]
    public void Takes_images_down_to_the_smallest_that_its_down_samplings_leave_something_of()
    {
        var tooSmall = ExpectedNetwork.All.Select(static network => FormattableString.Invariant(
            $"[Backbone(\"{network.Name}\", Classes = 2, Height = {network.SmallestSide - 1}, Width = {network.SmallestSide})]\npublic partial class {char.ToUpperInvariant(network.Name[0])}{network.Name[1..]};"));
        var run = GeneratorRun.Of<RsgGenerator>($"using Rsg;\n\n{string.Join("\n\n", tooSmall)}\n");

        Assert.Equal(
            ExpectedNetwork.All.Select(static network => FormattableString.Invariant(
                $"RSG2002 Height is {network.SmallestSide - 1}, but the down-samplings of {network.Name} need images of at least {network.SmallestSide} x {network.SmallestSide} pixels")),
            run.Diagnostics.OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start).Select(static diagnostic => $"{diagnostic.Id} {diagnostic.GetMessage(CultureInfo.InvariantCulture)}"));
    }

    [Theory]
    [InlineData("resnet18")]
    [InlineData("densenet121")]
    [InlineData("googlenet")]
    public void Keeps_its_state_names_inside_another_module(string name)
    {
        using var network = CatalogueModels.WithLinearHead.Create(name);
        var own = network.state_dict().Keys.Select(static entry => "inner." + entry).ToList();
        using var outer = nn.Sequential(("inner", network));
        Assert.Equal(own.Order(StringComparer.Ordinal), outer.state_dict().Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("resnet8")]
    [InlineData("resnext29_8x64d")]
    [InlineData("densenet40")]
    [InlineData("densenetbc100")]
    [InlineData("simplecnn")]
    [InlineData("resnet10")]
    [InlineData("resnext50_32x4d")]
    [InlineData("densenet121")]
    [InlineData("googlenet")]
    public void Starts_as_the_code_that_it_follows(string name)
    {
        var expected = ExpectedNetwork.Of(name);
        using var network = CatalogueModels.WithLinearHead.Create(name);
        foreach (var (entry, weight) in network.named_parameters())
        {
            switch (weight.shape.Length)
            {
                case 4:
                    AssertDrawn(weight, expected.Start.Convolution(weight.shape), entry);
                    break;
                case 2:
                    AssertDrawn(weight, expected.Start.Linear(weight.shape), entry);
                    break;
                default:
                    // Batch norms start at 1 and 0; the only other vector is the classifier's bias.
                    var isBias = entry.EndsWith(".bias", StringComparison.Ordinal);
                    var mayBeDrawn = entry == expected.Linear + ".bias" && !expected.Start.HasZeroBias;
                    Assert.True(mayBeDrawn ? weight.count_nonzero().item<long>() == Classes : weight.eq(isBias ? 0 : 1).all().item<bool>(), entry);
                    break;
            }
        }
    }

    public void Dispose() => scope.Dispose();

    private static NetworkGraph Graph(ExpectedNetwork expected) =>
        BackboneCatalogue.Find(expected.Name)!.Build(Shape.Maps(3, expected.Side, expected.Side), Classes, HeadKind.Linear);

    /// <summary>With n values the relative error of a deviation is about 1 / sqrt(2 n): six times that is allowed.</summary>
    private static void AssertDrawn(Tensor weight, double deviation, string entry)
    {
        var allowed = 6 / Math.Sqrt(2.0 * weight.numel());
        var ratio = weight.std().item<float>() / deviation;
        Assert.True(Math.Abs(ratio - 1) < allowed, FormattableString.Invariant($"{entry} has {ratio} of the expected deviation."));
    }

    /// <summary>Parameters in the order of the layers, which is the order of an optimizer's state; TorchSharp lists buffers behind them.</summary>
    private static void AssertState(LayerTrace expected, nn.Module network)
    {
        var state = network.state_dict();
        Assert.Equal(
            expected.State.Where(static entry => !entry.IsBuffer).Select(static entry => entry.ToString()),
            network.named_parameters().Select(static named => new StateEntry(named.name, named.parameter.shape, IsBuffer: false).ToString()));
        var parameters = network.named_parameters().Select(static named => named.name).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(
            expected.State.Where(static entry => entry.IsBuffer).Select(static entry => entry.ToString()),
            state.Where(entry => !parameters.Contains(entry.Key)).Select(static entry => new StateEntry(entry.Key, entry.Value.shape, IsBuffer: true).ToString()));
        Assert.Equal(expected.ParameterCount, network.parameters().Sum(static parameter => parameter.numel()));
    }
}
