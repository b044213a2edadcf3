using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Yaml;

/// <summary>A file that says the same as the attributes of a class yields the same code, byte for byte.</summary>
public class SameAsAttributesTests
{
    private static readonly Dictionary<string, (string Attributes, string Yaml)> Models = new()
    {
        ["the least"] = (
            "[Backbone(\"resnet8\", Classes = 2)]",
            "backbone: resnet8\nclasses: 2\n"),
        ["the paper's main setting"] = (
            "[Backbone(Backbones.ResNet32, Classes = 10), RsgInsert(Stage = 2), LdamLoss, Reweight(FromEpoch = 160)]",
            "backbone: resnet32\nclasses: 10\nrsg: { stage: 2 }\nloss: ldam\nrebalance: { kind: reweight, fromEpoch: 160 }\n"),
        ["a cut by name"] = (
            "[Backbone(\"resnet20\", Classes = 10), RsgInsert(After = \"layer1\", CescWeight = 0.01)]",
            "backbone: resnet20\nclasses: 10\nrsg: { after: layer1, cescWeight: 1e-2 }\n"),
        ["a head, a loss and weights"] = (
            "[Backbone(\"resnet14\", ClassNames = new[] { \"scratch\", \"dent\", \"none\" }, Head = Head.Cosine), LdamLoss(MaxMargin = 0.4, Scale = 20), Reweight(Beta = 0.99)]",
            "backbone: resnet14\nclasses: [scratch, dent, none]\nhead: cosine\nloss: { kind: ldam, maxMargin: 0.4, scale: 20 }\nrebalance: { kind: reweight, beta: 0.99 }\n"),
        ["everything"] = (
            """
            [Backbone("resnet14", Classes = 7, Channels = 1, Height = 28, Width = 24)]
            [RsgInsert(
                Before = "layer3", Centers = 5, FrequentRatio = 0.3, TransferStrength = 0.5, CescWeight = 0.02, MvWeight = 0.03, ContrastiveChannels = 32,
                Form = Form.Released, MvTerms = MvTerms.Direction | MvTerms.Contrast, Displacement = Displacement.Direct, AddTo = AddTo.RareCenters)]
            [CrossEntropyLoss]
            [Reweight(Beta = 0.999, FromEpoch = 12)]
            [Train(
                Epochs = 20, BatchSize = 64, LearningRate = 0.05, Milestones = new[] { 12, 16 }, Gamma = 0.1, WarmupEpochs = 2, Momentum = 0.8,
                WeightDecay = 1e-4, GenerateFromEpoch = 10)]
            """,
            """
            input: [1, 28, 24]
            train:
              epochs: 20
              batchSize: 64
              learningRate: 0.05
              milestones: [12, 16]
              gamma: 0.1
              warmupEpochs: 2
              momentum: 0.8
              weightDecay: 1e-4
              generateFromEpoch: 10
            rebalance: { kind: reweight, beta: 0.999, fromEpoch: 12 }
            loss: crossEntropy
            rsg:
              before: layer3
              centers: 5
              frequentRatio: 0.3
              transferStrength: 0.5
              cescWeight: 0.02
              mvWeight: 0.03
              contrastiveChannels: 32
              form: released
              mvTerms: [direction, contrast]
              displacement: direct
              addTo: rareCenters
            classes: 7
            backbone: resnet14
            """),
    };

    public static TheoryData<string> Names => [.. Models.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_emitted_files_are_equal(string name)
    {
        var (attributes, yaml) = Models[name];
        var fromAttributes = GeneratorRun.Of<RsgGenerator>($"using Rsg;\n\nnamespace Demo.Vision;\n\n{attributes}\npublic partial class Model;\n");
        var fromFile = GeneratorRun.Of<RsgGenerator>(
            GeneratorInput.Of("internal class Other;").WithAdditionalFile("any/name.rsg.yaml", "model: Model\nnamespace: Demo.Vision\n" + yaml));

        AssertSame(fromAttributes, fromFile);
    }

    [Fact]
    public void So_they_are_in_the_global_namespace_with_a_global_using_that_hides_a_name()
    {
        const string Project = "global using Linear = System.Int32;\n";
        var fromAttributes = GeneratorRun.Of<RsgGenerator>("[Rsg.Backbone(\"resnet8\", Classes = 2)]\npublic partial class Model;\n", Project);
        var fromFile = GeneratorRun.Of<RsgGenerator>(
            GeneratorInput.Of("internal class Other;", Project).WithAdditionalFile("m.rsg.yaml", "model: Model\nbackbone: resnet8\nclasses: 2\n"));

        Assert.Contains("global::TorchSharp.Modules.Linear", fromAttributes.GeneratedText("Model.g.cs"), StringComparison.Ordinal);
        AssertSame(fromAttributes, fromFile);
    }

    [Theory]
    [InlineData("internal partial class Model;")]
    [InlineData("partial class Model;")]
    [InlineData("public partial class Model { public int Answer => InputHeight; }")]
    public void So_they_are_beside_a_part_of_the_project_s_own(string part)
    {
        var fromAttributes = GeneratorRun.Of<RsgGenerator>($"namespace Demo;\n\n[Rsg.Backbone(\"resnet8\", Classes = 2)]\n{part}\n", "namespace Demo { class Tensor; }");
        var fromFile = GeneratorRun.Of<RsgGenerator>(
            GeneratorInput.Of($"namespace Demo;\n\n{part}\n", "namespace Demo { class Tensor; }")
                .WithAdditionalFile("m.rsg.yaml", "model: Model\nnamespace: Demo\nbackbone: resnet8\nclasses: 2\n"));

        AssertSame(fromAttributes, fromFile);
    }

    private static void AssertSame(GeneratorRun expected, GeneratorRun found)
    {
        expected.AssertNoDiagnostics().AssertCompilesCleanly();
        found.AssertNoDiagnostics().AssertCompilesCleanly();
        Assert.Equal(
            expected.GeneratedSources.Select(static source => (source.HintName, source.SourceText.ToString())),
            found.GeneratedSources.Select(static source => (source.HintName, source.SourceText.ToString())));
    }
}
