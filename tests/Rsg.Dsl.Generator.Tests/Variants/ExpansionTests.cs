using Rsg.Dsl.Generator.Tests.Yaml;
using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Variants;

/// <summary>A variant is what a file of its own would be: each is held against one that a person wrote out.</summary>
public class ExpansionTests
{
    private const string Usual = "backbone: resnet8\nclasses: 5\n";

    /// <summary>What the top of a file says, what a value says, and the file that means the same.</summary>
    private static readonly Dictionary<string, (string Top, string Value, string Same)> Overlays = new()
    {
        ["nothing"] = (Usual, "{}", Usual),
        ["left empty"] = (Usual, "", Usual),
        ["a key that is not there"] = ("backbone: resnet8\n", "{ classes: 5 }", Usual),
        ["a key that is there"] = ("backbone: resnet8\nclasses: 9\n", "{ classes: 5 }", Usual),
        ["a part that is not there"] = (Usual, "{ rsg: { stage: 2 } }", Usual + "rsg: { stage: 2 }\n"),
        ["a key of a part"] = (Usual + "rsg: { stage: 2, centers: 5 }\n", "{ rsg: { centers: 7 } }", Usual + "rsg: { stage: 2, centers: 7 }\n"),
        ["a key of a part, beside others"] = (Usual + "train: { epochs: 9, batchSize: 5 }\n", "{ train: { batchSize: 8, momentum: 0.5 } }", Usual + "train: { epochs: 9, batchSize: 8, momentum: 0.5 }\n"),
        ["a list"] = (Usual + "train: { epochs: 9, milestones: [3, 4, 5] }\n", "{ train: { milestones: [7] } }", Usual + "train: { epochs: 9, milestones: [7] }\n"),
        ["no RSG"] = (Usual + "rsg: { stage: 2 }\n", "{ rsg: none }", Usual),
        ["an RSG where there was none"] = (Usual + "rsg: none\n", "{ rsg: { stage: 2 } }", Usual + "rsg: { stage: 2 }\n"),
        ["no weights"] = (Usual + "rebalance: reweight\n", "{ rebalance: none }", Usual),
        ["weights where there were none"] = (Usual + "rebalance: none\n", "{ rebalance: reweight }", Usual + "rebalance: reweight\n"),
        ["another cut"] = (Usual + "rsg: { stage: 2, centers: 5 }\n", "{ rsg: { after: layer1, cescWeight: 0.01 } }", Usual + "rsg: { after: layer1, centers: 5, cescWeight: 0.01 }\n"),
        ["a loss over none"] = (Usual, "{ loss: ldam }", Usual + "loss: ldam\n"),
        ["a loss over its mapping"] = (Usual + "loss: { kind: ldam, scale: 20 }\n", "{ loss: ldam }", Usual + "loss: { kind: ldam, scale: 20 }\n"),
        ["a mapping over its loss"] = (Usual + "loss: ldam\n", "{ loss: { kind: ldam, scale: 20 } }", Usual + "loss: { kind: ldam, scale: 20 }\n"),
        ["a key over a loss"] = (Usual + "loss: ldam\n", "{ loss: { scale: 20 } }", Usual + "loss: { kind: ldam, scale: 20 }\n"),
        ["a kind over a key"] = (Usual + "loss: { scale: 20 }\n", "{ loss: ldam }", Usual + "loss: { kind: ldam, scale: 20 }\n"),
        ["another loss"] = (Usual + "loss: { kind: ldam, scale: 20 }\n", "{ loss: crossEntropy }", Usual + "loss: crossEntropy\n"),
        ["another loss as a mapping"] = (Usual + "loss: crossEntropy\n", "{ loss: { kind: ldam, maxMargin: 0.4 } }", Usual + "loss: { kind: ldam, maxMargin: 0.4 }\n"),
        ["weights of another kind"] = (Usual + "rebalance: { kind: reweight, fromEpoch: 5 }\n", "{ rebalance: resample }", Usual + "rebalance: resample\n"),
        ["weights from another epoch"] = (Usual + "rebalance: { kind: reweight, beta: 0.9, fromEpoch: 5 }\n", "{ rebalance: { deferred: true } }", Usual + "rebalance: { kind: reweight, beta: 0.9, deferred: true }\n"),
        ["another schedule"] = (
            Usual + "train: { epochs: 30, milestones: [7], gamma: 0.1, warmupEpochs: 2 }\n", "{ train: { schedule: step, stepSize: 4 } }", Usual + "train: { epochs: 30, gamma: 0.1, warmupEpochs: 2, schedule: step, stepSize: 4 }\n"),
        ["another sampler"] = (
            Usual + "rebalance: { kind: resample, beta: 0.9, fromEpoch: 5 }\n", "{ rebalance: { sampler: squareRoot } }", Usual + "rebalance: { kind: resample, sampler: squareRoot, fromEpoch: 5 }\n"),
        ["another crop"] = (
            Usual + "augmentation: { crop: padded, padding: 2, horizontalFlip: true }\n", "{ augmentation: { crop: randomResized } }", Usual + "augmentation: { crop: randomResized, horizontalFlip: true }\n"),
        ["the padding of a recipe's crop"] = (Usual + "recipe: cifar-lt\n", "{ augmentation: { padding: 2 } }", Usual + "recipe: cifar-lt\naugmentation: { padding: 2 }\n"),
        ["the same schedule"] = (Usual + "train: { epochs: 30, milestones: [7] }\n", "{ train: { schedule: multiStep } }", Usual + "train: { epochs: 30, milestones: [7] }\n"),
        ["no recipe"] = (Usual + "recipe: cifar-lt\n", "{ recipe: none }", Usual),
        ["no RSG with a recipe"] = (Usual + "recipe: cifar-lt\nrsg: {}\n", "{ rsg: none }", Usual + "recipe: cifar-lt\n"),
        ["a network of the catalogue over one of its own"] = (
            "input: [3, 32, 32]\nclasses: 5\nnetwork: { stages: [[conv: 8]] }\n", "{ backbone: resnet8 }", "input: [3, 32, 32]\nclasses: 5\nbackbone: resnet8\n"),
        ["one of its own over a network of the catalogue"] = (
            Usual, "{ input: [3, 16, 16], network: { stages: [[conv: 8]] } }", "input: [3, 16, 16]\nclasses: 5\nnetwork: { stages: [[conv: 8]] }\n"),
        ["a stem"] = (
            "input: [3, 16, 16]\nclasses: 5\nnetwork: { stem: [conv: 4, relu], stages: [[conv: 8]] }\n",
            "{ network: { stem: [conv: 6] } }",
            "input: [3, 16, 16]\nclasses: 5\nnetwork: { stem: [conv: 6], stages: [[conv: 8]] }\n"),
        ["a parameter of a block"] = (
            "input: [3, 16, 16]\nclasses: 5\nblocks: { b: { parameters: { out, kernel: 3 }, layers: [conv: { out: $out, kernel: $kernel }] } }\nnetwork: { stages: [[b: 8]] }\n",
            "{ blocks: { b: { parameters: { kernel: 5 } } } }",
            "input: [3, 16, 16]\nclasses: 5\nblocks: { b: { parameters: { out, kernel: 5 }, layers: [conv: { out: $out, kernel: $kernel }] } }\nnetwork: { stages: [[b: 8]] }\n"),
    };

    public static TheoryData<string> Names => [.. Overlays.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_is_laid_over_the_file(string name)
    {
        var (top, value, same) = Overlays[name];

        AssertSame($"model: Net\n{same}", $"model: N\n{top}matrix:\n  axis:\n    et: {value}\n");
    }

    [Fact]
    public void Two_axes_may_say_keys_of_one_part_and_the_same_of_one_key()
        => AssertSame(
            "model: Net\nbackbone: resnet8\nclasses: 5\nloss: { kind: ldam, scale: 20, maxMargin: 0.4 }\nrsg: { stage: 2, centers: 4 }\n",
            """
            model: N
            backbone: resnet8
            classes: 5
            loss: crossEntropy
            matrix:
              scale:
                e: { loss: { scale: 20, maxMargin: 0.4 }, rsg: { stage: 2 } }
              kind:
                t: { loss: { kind: ldam, maxMargin: 0.4 }, rsg: { centers: 4, stage: 2 } }
            """);

    [Fact]
    public void What_is_left_out_need_not_agree()
    {
        const string Disagreeing = """
            model: N
            backbone: resnet8
            classes: 5
            matrix:
              rsg:
                Without: { rsg: none }
                With: { rsg: { stage: 2 } }
              terms:
                All: {}
                Direction: { rsg: { mvTerms: direction } }
            """;
        Assert.Equal(["RSG1109"], Reading.File(Disagreeing).Diagnostics.Select(static problem => problem.Descriptor.Id));

        var file = Reading.File(Disagreeing + "\n  exclude: [{ rsg: Without, terms: Direction }]\n");

        Assert.Empty(file.Diagnostics);
        Assert.Equal(["NWithoutAll", "NWithAll", "NWithDirection"], file.Content!.Models.Select(static model => model.Name));
    }

    [Fact]
    public void Variants_are_in_the_order_of_the_axes_the_last_one_fastest()
        => Assert.Equal(
            ["TA1x", "TA1y", "TA2x", "TB1x", "TB1y", "TB2y"],
            Reading.File("model: T\nbackbone: resnet8\nclasses: 2\nmatrix:\n  a: { A: {}, B: {} }\n  seed: [5]\n  b: { 1: {}, 2: {} }\n  c: { x: {}, y: {} }\n  exclude: [{ b: 2, c: y, a: A }, { a: [B], b: [2, 2], c: x }]\n")
                .Content!.Models.Select(static model => model.Name));

    [Fact]
    public void Anchors_and_merge_keys_are_refused_in_a_matrix_too()
        => Assert.Equal(
            ["RSG1004", "RSG1004", "RSG1004"],
            Reading.File("model: T\nbackbone: resnet8\nclasses: 2\nmatrix:\n  a:\n    A: &a { loss: ldam }\n    B: *a\n    C: { <<: { loss: ldam } }\n")
                .Diagnostics.Select(static problem => problem.Descriptor.Id));

    private static void AssertSame(string plain, string withMatrix)
    {
        var expected = Run(plain);
        var found = Run(withMatrix);
        var files = found.GeneratedSources.Where(static source => source.HintName != "N.Variants.g.cs").ToList();

        Assert.Equal(found.GeneratedSources.Length - 1, files.Count);
        Assert.Equal(
            expected.GeneratedSources.Select(static source => (source.HintName, source.SourceText.ToString())),
            files.Select(static source => (source.HintName, source.SourceText.ToString())));
    }

    private static GeneratorRun Run(string yaml)
        => GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of("internal class Other;").WithAdditionalFile("m.rsg.yaml", yaml)).AssertNoDiagnostics().AssertCompilesCleanly();
}
