using Rsg.Dsl.Generator.Tests.Running;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Catalogue;

/// <summary>A network of each family on images of unusual size, cut behind each of its parts: the same function everywhere, and the expected maps.</summary>
public sealed class CutTests : IDisposable
{
    private const int Classes = 5;
    private const int BatchSize = 2;

    private static readonly (string Network, Maps Images)[] Networks =
    [
        ("resnet8", new(1, 28, 28)),
        ("resnet8", new(5, 7, 9)),
        ("resnet8", new(3, 4, 4)),
        ("resnext29_8x64d", new(2, 9, 6)),
        ("densenet40", new(1, 11, 8)),
        ("densenetbc100", new(3, 4, 7)),
        ("simplecnn", new(4, 5, 12)),
        ("resnet10", new(1, 28, 28)),
        ("resnet50", new(2, 17, 40)),
        ("resnext50_32x4d", new(3, 33, 21)),
        ("densenet121", new(1, 29, 50)),
        ("googlenet", new(4, 15, 47)),
    ];

    private static readonly Lazy<CatalogueModels> Models = new(static () => new(
        from row in Networks
        from part in Parts(row.Network, row.Images)
        select (
            ClassName(row.Network, row.Images, part.Name),
            FormattableString.Invariant($"Backbone(\"{row.Network}\", Classes = {Classes}, Channels = {row.Images.Channels}, Height = {row.Images.Height}, Width = {row.Images.Width}), RsgInsert(After = \"{part.Name}\")"))));

    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<string, int, int, int> Cases
    {
        get
        {
            var rows = new TheoryData<string, int, int, int>();
            foreach (var (network, images) in Networks)
            {
                rows.Add(network, images.Channels, images.Height, images.Width);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_the_same_function_wherever_it_is_cut(string name, int channels, int height, int width)
    {
        using var withoutGradient = no_grad();
        var size = new Maps(channels, height, width);
        var images = rand(BatchSize, channels, height, width);
        nn.Module<Tensor, Tensor>? first = null;
        Tensor? logits = null;
        foreach (var part in Parts(name, size))
        {
            var network = Models.Value.Create(ClassName(name, size, part.Name));
            if (first is not null)
            {
                network.load_state_dict(first.state_dict());
            }

            first ??= network;
            network.eval();

            logits ??= network.call(images);
            Assert.Equal([BatchSize, Classes], logits.shape);
            var features = network.ExtractFeatures(images);
            Assert.Equal([BatchSize, .. part.Maps.Shape], features.shape);
            Assert.True(logits.Equals(network.call(images)), $"forward differs where the network is cut after {part.Name}.");
            Assert.True(logits.Equals(network.Classify(features)), $"The halves before and behind {part.Name} do not make forward.");
        }
    }

    public void Dispose() => scope.Dispose();

    private static IReadOnlyList<ExpectedPart> Parts(string name, Maps images) => ExpectedNetwork.Of(name).Trace(images, Classes).Parts;

    private static string ClassName(string name, Maps images, string part) =>
        FormattableString.Invariant($"{name}_{images.Channels}_{images.Height}_{images.Width}_{part}");
}
