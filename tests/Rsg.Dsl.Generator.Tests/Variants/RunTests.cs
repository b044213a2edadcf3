using Rsg.Dsl.Generator.Tests.Running;
using Rsg.Testing.Generation;
using Rsg.Training;

namespace Rsg.Dsl.Generator.Tests.Variants;

/// <summary>Variants as a program meets them: through the list, each with a run that trains.</summary>
[Collection(WholeProcess.Collection)]
public sealed class RunTests : IDisposable
{
    private const string Matrix = """
        model: Table
        namespace: Demo
        backbone: resnet8
        classes: 3
        input: [1, 8, 8]
        train: { epochs: 2, batchSize: 7, generateFromEpoch: 1 }
        matrix:
          loss:
            Erm: {}
            Ldam: { loss: ldam }
          rsg:
            Without: {}
            With: { rsg: { stage: 2, frequentRatio: 0.4, centers: 2, contrastiveChannels: 4 } }
          seed: [4, 9]
        """;

    private readonly LoadedModel model;
    private readonly IReadOnlyList<ModelVariant> variants;
    private readonly StripedImages images = new([7, 4, 2]);

    public RunTests()
    {
        model = GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of("internal class Other;").WithAdditionalFile("m.rsg.yaml", Matrix))
            .AssertNoDiagnostics()
            .AssertCompilesCleanly()
            .Load();
        variants = (IReadOnlyList<ModelVariant>)model.GetStatic("Demo.Table", "All")!;
    }

    public void Dispose() => model.Dispose();

    [Fact]
    public void The_list_says_what_each_variant_is()
    {
        Assert.Equal(["TableErmWithout", "TableErmWith", "TableLdamWithout", "TableLdamWith"], variants.Select(static variant => variant.Name));
        Assert.Equal([("Erm", "Without"), ("Erm", "With"), ("Ldam", "Without"), ("Ldam", "With")], variants.Select(static variant => (variant["loss"], variant["rsg"])));
        Assert.All(variants, static variant =>
        {
            Assert.Equal(["loss", "rsg"], variant.Choices.Select(static choice => choice.Axis));
            Assert.Equal([4, 9], variant.Seeds);
            Assert.Equal((3, 1, 8, 8, 2), (variant.Classes, variant.Channels, variant.Height, variant.Width, variant.Epochs));
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_run_trains_its_own_network_to_its_end(int index)
    {
        var variant = variants[index];
        using var run = variant.Start(images, seed: 4);
        var before = All(run);

        run.Fit();

        Assert.Same(variant, run.Variant);
        Assert.Equal((4, 2, 2), (run.Seed, run.Trainer.TotalEpochs, run.Trainer.Epoch));
        Assert.Equal(variant.Name, run.Network.GetType().Name);
        Assert.Equal(variant.Name, run.Trainer.GetType().DeclaringType!.Name);
        Assert.NotEqual(before, All(run));
        Assert.Equal(13, run.Trainer.Evaluate(images).Confusion.Total);
    }

    [Fact]
    public void A_seed_decides_the_start_and_the_end_and_another_one_does_not()
    {
        var variant = variants[3];
        var (start, end) = Train(variant, 4);
        var (sameStart, sameEnd) = Train(variant, 4);
        var (otherStart, _) = Train(variant, 9);

        Assert.Equal(start, sameStart);
        Assert.Equal(end, sameEnd);
        Assert.NotEqual(start, otherStart);
    }

    [Fact]
    public void A_run_that_cannot_begin_says_why_and_keeps_no_network()
    {
        var wrong = Assert.Throws<ArgumentException>(() => variants[0].Start(new StripedImages([3, 2])));
        Assert.StartsWith("The network tells 3 classes apart; the set has 2.", wrong.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => variants[0].Start(images, epochs: 0));
        var axis = Assert.Throws<ArgumentException>(() => variants[0]["cut"]);
        Assert.StartsWith("TableErmWithout has no axis 'cut'. It has loss, rsg.", axis.Message, StringComparison.Ordinal);
    }

    private (byte[] Start, byte[] End) Train(ModelVariant variant, int seed)
    {
        using var run = variant.Start(images, seed, epochs: 1);
        var start = All(run);
        run.Fit();
        return (start, All(run));
    }

    private static byte[] All(VariantRun run) => [.. run.Network.StateBytes().Values.SelectMany(static bytes => bytes)];
}
