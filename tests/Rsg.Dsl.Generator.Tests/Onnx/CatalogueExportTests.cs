using Rsg.Data;
using Rsg.Dsl.Generator.Tests.Catalogue;
using Rsg.Dsl.Generator.Tests.Running;
using Rsg.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Onnx;

/// <summary>ONNX Runtime computes of every network of the catalogue what TorchSharp does.</summary>
public sealed class CatalogueExportTests : IDisposable
{
    /// <summary>The least that every network takes; each has images as small as that, and every second one cosines.</summary>
    private const int Side = 32;

    private static readonly Lazy<CatalogueModels> Models = new(static () => new(
        ExpectedNetwork.All.Select(static (network, i) => (
            network.Name,
            FormattableString.Invariant($"Backbone(\"{network.Name}\", Classes = 10, Height = {Side}, Width = {Side}, Head = Head.{(i % 2 == 0 ? "Linear" : "Cosine")})")))));

    /// <summary>A network of each family.</summary>
    private static readonly string[] Families = ["resnet8", "simplecnn", "densenet40", "resnet10", "resnet50", "resnext50_32x4d", "densenet121", "googlenet"];

    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<string> OfEachFamily => [.. Families];

    public static TheoryData<string> Others => [.. ExpectedNetwork.All.Select(static network => network.Name).Except(Families)];

    [Theory]
    [MemberData(nameof(OfEachFamily))]
    public void A_network_of_each_family_gives_what_torch_does(string name) => AssertGivesWhatTorchDoes(name);

    [Theory]
    [Trait("Category", "Long")]
    [MemberData(nameof(Others))]
    public void Every_other_network_gives_what_torch_does(string name) => AssertGivesWhatTorchDoes(name);

    public void Dispose() => scope.Dispose();

    private static void AssertGivesWhatTorchDoes(string name)
    {
        manual_seed(1);
        using var withoutGradient = no_grad();
        using var network = Models.Value.Create(name);
        network.DrawNorms();
        network.eval();
        var images = rand(3, 3, Side, Side);
        var expected = network.call(images);

        using (var plain = new Exported(network))
        {
            plain.AssertGives(expected, images);
            plain.AssertGives(expected[1..2], images[1..2]);
        }

        var statistics = ChannelStatistics.Cifar;
        var normalized = images.sub(Column(statistics.Means)).div(Column(statistics.StandardDeviations));
        using var whole = new Exported(network, new OnnxOptions { FoldBatchNorms = true, Normalize = statistics, Softmax = true });
        whole.AssertGives(network.call(normalized).softmax(1), images);
    }

    private static Tensor Column(IEnumerable<double> numbers) => tensor(numbers.Select(static number => (float)number).ToArray()).view(1, -1, 1, 1);
}
