using Microsoft.CodeAnalysis;
using Rsg.Dsl.Generator.Tests.Catalogue;
using Rsg.Testing.Generation;
using Rsg.Testing.Incremental;
using Rsg.Testing.Models;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace Rsg.Dsl.Generator.Tests.Incremental;

/// <summary>The deepest networks side by side, of every kind that can be declared: an edit costs only what it means something to, and files stay short.</summary>
public class LargestNetworksTests
{
    private const int MostLines = 2_000;

    private const string Chain = """
        using Rsg;
        using TorchSharp;
        using TorchSharp.Modules;
        using static TorchSharp.torch;

        namespace Demo;

        [Network(Classes = 4, Height = 8, Width = 8)]
        public partial class Chain
        {
            [Stage(1)] private readonly Conv2d stem = nn.Conv2d(3, 4, 3);
            [Stage(2)] private readonly Conv2d body = nn.Conv2d(4, 4, 3);
            [Head] private readonly Linear head = nn.Linear(4, 4);
        }
        """;

    private static readonly string[] Steps =
    [
        TrackingNames.ReadDeclarations, TrackingNames.ReadOwnModules, TrackingNames.ReadYaml, TrackingNames.ResolveYaml, TrackingNames.FindTypeFacts,
        TrackingNames.PlanModels, TrackingNames.SelectEmissionModels, TrackingNames.ReadRuntimeVersion, TrackingNames.ReadBuildSettings, TrackingNames.HasModels,
    ];

    private static readonly string Emission = $"{TrackingNames.SelectEmissionModels} + {TrackingNames.ReadRuntimeVersion} + {TrackingNames.ReadBuildSettings}";

    /// <summary>Edits that leave every model as it was.</summary>
    public static TheoryData<string> EmptyEdits => [.. Edits.Keys];

    private static Dictionary<string, Func<GeneratorInput, GeneratorInput>> Edits => new()
    {
        ["an unrelated type"] = static project => project.WithSource("Unrelated.cs", "namespace Demo; internal sealed class Unrelated { public int X { get; set; } }"),
        ["a line above a class of the catalogue"] = static project => project.WithSource("Model1.cs", "// A comment.\n\n" + Class("DenseNet", "densenet121")),
        ["a line above a class of one's own modules"] = static project => project.WithSource("Model3.cs", "// A comment.\n\n" + Chain),
        ["a comment at the top of a file"] = static project => project.WithAdditionalFile("deep.rsg.yaml", "# A comment.\n\n" + DeepNetwork.Repeated("Deep", 10)),
        ["a comment among the layers of a file"] = static project => project.WithAdditionalFile(
            "deep.rsg.yaml", DeepNetwork.Repeated("Deep", 10).Replace("- batchNorm", "- batchNorm   # A comment.", StringComparison.Ordinal)),
        ["a comment at the end of a file"] = static project => project.WithAdditionalFile("flat.rsg.yaml", DeepNetwork.WrittenOut("Flat", 10) + "# A comment.\n"),
    };

    [Fact]
    public void They_are_right() => Start().Run.AssertNoDiagnostics();

    [Fact]
    public void A_file_of_three_hundred_layers_compiles_without_a_warning() => GeneratorRun
        .Of<RsgGenerator>(GeneratorInput.Of("internal class Other;").WithAdditionalFile("deep.rsg.yaml", DeepNetwork.Repeated("Deep", 10)))
        .AssertCompilesCleanly();

    [Fact]
    public void The_same_project_again_runs_nothing() => Start().Repeat().AssertNothingNew(Steps).AssertOutputs((Emission, [Cached]));

    [Fact]
    public void An_unrelated_edit_runs_nothing() => Start().Edit(Edits["an unrelated type"]).AssertNothingNew(Steps);

    [Theory]
    [MemberData(nameof(EmptyEdits))]
    public void An_edit_that_means_nothing_plans_the_same_and_emits_nothing(string edit) => Start()
        .Edit(Edits[edit])
        .AssertNothingNew(TrackingNames.PlanModels, TrackingNames.SelectEmissionModels, TrackingNames.HasModels)
        .AssertOutputs((Emission, [Cached]));

    [Fact]
    public void A_comment_at_the_end_of_a_file_plans_nothing() => Start()
        .Edit(Edits["a comment at the end of a file"])
        .AssertNothingNew(Steps);

    [Fact]
    public void Another_class_count_in_a_class_emits_that_model_only() => Start()
        .Edit(static project => project.WithSource("Model2.cs", Class("ResNet152", "resnet152").Replace("Classes = 10", "Classes = 11", StringComparison.Ordinal)))
        .AssertOutputs((Emission, [Cached, Cached, Modified, Cached, Cached, Cached]));

    [Fact]
    public void Another_class_count_in_a_file_emits_that_model_only() => Start()
        .Edit(static project => project.WithAdditionalFile("deep.rsg.yaml", DeepNetwork.Repeated("Deep", 11)))
        .AssertOutputs((Emission, [Cached, Cached, Cached, Cached, Modified, Cached]));

    [Theory]
    [InlineData("repeat: 49", "repeat: 48")]
    [InlineData("- conv: { out: $out, bias: false }", "- conv: { out: $out, kernel: 5, bias: false }")]
    [InlineData("{ out, stride: 1 }", "{ out, stride: 1, unused: 3 }")]
    public void Another_repeat_or_block_emits_that_model_only(string said, string instead) => Start()
        .Edit(project => project.WithAdditionalFile("deep.rsg.yaml", DeepNetwork.Repeated("Deep", 10).Replace(said, instead, StringComparison.Ordinal)))
        .AssertOutputs((Emission, [Cached, Cached, Cached, Cached, Modified, Cached]));

    [Fact]
    public void Cached_steps_hold_values_only() => StepModels.AssertHoldOnlyValues(Start().Run, Steps);

    [Fact]
    public void Equal_projects_give_equal_models() => StepModels.AssertEqualForEqualInput(
        () => new RsgGenerator(), Project, Steps);

    [Fact]
    public void Blocks_in_blocks_are_compared_once_each()
    {
        // Each block uses the one before it twice: 2^31 uses, none of which is built. A comparison at every use would not come to an end.
        var text = new System.Text.StringBuilder("model: M\ninput: [3, 32, 32]\nclasses: 3\nblocks:\n  b0: { layers: [conv: { out: 8, kernel: 3 }] }\n");
        for (var i = 1; i < 31; i++)
        {
            text.Append(FormattableString.Invariant($"  b{i}: {{ layers: [b{i - 1}, b{i - 1}] }}\n"));
        }

        text.Append("  never:\n    parameters: { times }\n    layers: [conv: 8, b30: { repeat: $times }]\nnetwork: { stages: [[never: 0]] }\n");
        var start = IncrementalRun.Start<RsgGenerator>(GeneratorInput.Of("internal class Other;").WithAdditionalFile("m.rsg.yaml", text.ToString()));

        start.Run.AssertNoDiagnostics();
        start.Edit(project => project.WithAdditionalFile("m.rsg.yaml", "# A comment.\n" + text)).AssertOutputs((Emission, [Cached]));
        start
            .Edit(project => project.WithAdditionalFile("m.rsg.yaml", text.ToString().Replace("kernel: 3", "kernel: 5", StringComparison.Ordinal)))
            .AssertOutputs((Emission, [Modified]));
    }

    [Fact]
    public void No_emitted_file_of_a_network_is_long()
    {
        var catalogue = ExpectedNetwork.All.Select(static network => Class(char.ToUpperInvariant(network.Name[0]) + network.Name[1..], network.Name));
        var project = GeneratorInput.Of([.. catalogue]).WithAdditionalFile("deep.rsg.yaml", DeepNetwork.Repeated("Deep", 10));
        var files = GeneratorRun.Of<RsgGenerator>(project).GeneratedSources;

        Assert.Equal((ExpectedNetwork.All.Count + 1) * 5 + 1, files.Length);
        Assert.All(files, static file => Assert.InRange(file.SourceText.Lines.Count, 10, MostLines - 1));
    }

    private static GeneratorInput Project => GeneratorInput
        .Of(Class("ResNet110", "resnet110"), Class("DenseNet", "densenet121"), Class("ResNet152", "resnet152"), Chain)
        .WithAdditionalFile("deep.rsg.yaml", DeepNetwork.Repeated("Deep", 10))
        .WithAdditionalFile("flat.rsg.yaml", DeepNetwork.WrittenOut("Flat", 10));

    private static IncrementalRun Start() => IncrementalRun.Start<RsgGenerator>(Project);

    private static string Class(string name, string backbone) => FormattableString.Invariant($"""
        using Rsg;

        namespace Demo;

        [Backbone("{backbone}", Classes = 10)]
        [LdamLoss]
        public partial class {name};
        """);
}
