using Microsoft.CodeAnalysis;
using Rsg.Testing.Generation;
using Rsg.Testing.Incremental;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace Rsg.Dsl.Generator.Tests.Incremental;

/// <summary>What runs again after an edit: only what the edit means something to.</summary>
public class CachingTests
{
    private const string Model = """
        using Rsg;

        namespace Demo;

        [Backbone(Backbones.ResNet20, Classes = 10)]
        [RsgInsert(Stage = 2)]
        [LdamLoss, Reweight(FromEpoch = 4)]
        [Train(Epochs = 5, Milestones = new[] { 4 })]
        public partial class LongTail;
        """;

    private const string Second = """
        namespace Demo
        {
            [Rsg.Backbone("resnet8", Classes = 2)]
            public partial class Other { }
        }
        """;

    private static readonly string[] Models =
        [TrackingNames.ReadDeclarations, TrackingNames.PlanModels, TrackingNames.SelectEmissionModels, TrackingNames.ReadRuntimeVersion, TrackingNames.ReadBuildSettings, TrackingNames.HasModels];

    [Fact]
    public void Everything_is_new_at_first() => Start()
        .AssertSteps(
            (TrackingNames.ReadDeclarations, [New, New]),
            (TrackingNames.PlanModels, [New, New]),
            (TrackingNames.SelectEmissionModels, [New, New]),
            (TrackingNames.ReadRuntimeVersion, [New]),
            (TrackingNames.ReadBuildSettings, [New]),
            (TrackingNames.HasModels, [New]));

    [Fact]
    public void The_same_project_again_runs_nothing() => Start().Repeat()
        .AssertNothingNew(Models)
        .AssertOutputs(Emission(Cached, Cached));

    [Fact]
    public void An_unrelated_type_leaves_every_model_as_it_was() => Start()
        .Edit(project => project.WithSource("Unrelated.cs", "namespace Demo; internal sealed class Unrelated { public int X { get; set; } }"))
        .AssertSteps(
            (TrackingNames.ReadDeclarations, [Cached, Cached]),
            (TrackingNames.PlanModels, [Cached, Cached]),
            (TrackingNames.SelectEmissionModels, [Cached, Cached]),
            (TrackingNames.ReadRuntimeVersion, [Unchanged]),
            (TrackingNames.ReadBuildSettings, [Cached]),
            (TrackingNames.HasModels, [Cached]))
        .AssertOutputs(Emission(Cached, Cached));

    [Fact]
    public void A_line_above_a_model_moves_its_places_and_emits_nothing() => Start()
        .Edit(project => project.WithSource("Model.cs", "// A comment.\n\n" + Model))
        .AssertSteps(
            (TrackingNames.ReadDeclarations, [Modified, Cached]),
            (TrackingNames.PlanModels, [Unchanged, Cached]),
            (TrackingNames.SelectEmissionModels, [Cached, Cached]),
            (TrackingNames.ReadRuntimeVersion, [Unchanged]),
            (TrackingNames.ReadBuildSettings, [Cached]),
            (TrackingNames.HasModels, [Cached]))
        .AssertOutputs(Emission(Cached, Cached));

    [Fact]
    public void A_value_said_in_other_words_emits_nothing() => Start()
        .Edit(project => project.WithSource("Model.cs", Model.Replace("Backbones.ResNet20", "\"resnet20\"", StringComparison.Ordinal)))
        .AssertOutputs(Emission(Cached, Cached));

    [Fact]
    public void A_changed_value_emits_its_own_model_only() => Start()
        .Edit(project => project.WithSource("Model.cs", Model.Replace("Stage = 2", "Stage = 3", StringComparison.Ordinal)))
        .AssertSteps(
            (TrackingNames.ReadDeclarations, [Modified, Cached]),
            (TrackingNames.PlanModels, [Modified, Cached]),
            (TrackingNames.SelectEmissionModels, [Modified, Cached]),
            (TrackingNames.ReadRuntimeVersion, [Unchanged]),
            (TrackingNames.ReadBuildSettings, [Cached]),
            (TrackingNames.HasModels, [Cached]))
        .AssertOutputs(Emission(Modified, Cached));

    [Fact]
    public void A_type_that_hides_a_name_of_emitted_code_emits_the_models_of_that_namespace() => Start()
        .Edit(project => project.WithSource("Tensor.cs", "namespace Demo; public class Tensor;"))
        .AssertOutputs(Emission(Modified, Modified));

    [Fact]
    public void A_mistake_and_its_repair_come_and_go()
    {
        var wrong = Start().Edit(project => project.WithSource("Model.cs", Model.Replace("Stage = 2", "Stage = 9", StringComparison.Ordinal)));
        Assert.Equal("RSG3001", Assert.Single(wrong.Run.Diagnostics).Id);

        var repaired = wrong.Edit(project => project.WithSource("Model.cs", Model));
        repaired.Run.AssertNoDiagnostics().AssertCompilesCleanly();
    }

    [Fact]
    public void Cached_steps_hold_values_only() => StepModels.AssertHoldOnlyValues(Start().Run, Models);

    [Fact]
    public void Own_networks_are_cached_as_values()
    {
        const string Own = """
            using Rsg;
            using TorchSharp;
            using TorchSharp.Modules;
            using static TorchSharp.torch;

            namespace Demo;

            [Network(Classes = 4, Height = 8, Width = 8)]
            [RsgInsert(Stage = 1, FrequentRatio = 0.5)]
            public partial class OwnNetwork
            {
                [Stage(1)] private readonly Conv2d stem = nn.Conv2d(3, 4, 3);
                [Head] private readonly Linear head = nn.Linear(4, 4);
            }
            """;
        string[] steps = [TrackingNames.ReadOwnModules, TrackingNames.PlanModels, TrackingNames.SelectEmissionModels];
        var start = IncrementalRun.Start<RsgGenerator>(GeneratorInput.Of(Own));
        start.Run.AssertNoDiagnostics().AssertCompilesCleanly();
        StepModels.AssertHoldOnlyValues(start.Run, steps);
        StepModels.AssertEqualForEqualInput(() => new RsgGenerator(), GeneratorInput.Of(Own), steps);

        // What a module is made of is no part of the declaration.
        start.Edit(project => project.WithSource("Model.cs", Own.Replace("nn.Conv2d(3, 4, 3)", "nn.Conv2d(3, 4, 5)", StringComparison.Ordinal)))
            .AssertOutputs(Emission(Cached));
        start.Edit(project => project.WithSource("Model.cs", Own.Replace("Conv2d stem", "Conv2d body", StringComparison.Ordinal)))
            .AssertOutputs(Emission(Modified));
    }

    [Fact]
    public void Cached_diagnostics_hold_values_only()
    {
        var wrong = GeneratorRun.Of<RsgGenerator>(Model.Replace("Stage = 2", "Stage = 9", StringComparison.Ordinal));
        StepModels.AssertHoldOnlyValues(wrong, TrackingNames.SelectDiagnostics);
    }

    [Fact]
    public void Equal_projects_give_equal_models() =>
        StepModels.AssertEqualForEqualInput(() => new RsgGenerator(), GeneratorInput.Of(Model, Second), Models);

    [Fact]
    public void Every_step_that_a_test_can_name_is_used()
    {
        var wrong = Model.Replace("Stage = 2", "Stage = 9", StringComparison.Ordinal);
        var stray = "[Rsg.LdamLoss] public class Stray;";
        var own = "[Rsg.Network] public partial class Own;";
        var steps = GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of(wrong, stray, own).WithAdditionalFile("m.rsg.yaml", "model: M\nbackbone: resnet8\nclasses: 2\nmatrix: { seed: [1] }\n")).Result.TrackedSteps;
        Assert.All(
            typeof(TrackingNames).GetFields().Select(field => (string)field.GetRawConstantValue()!),
            name => Assert.Contains(name, steps.Keys));
    }

    private static (string, IncrementalStepRunReason[]) Emission(params IncrementalStepRunReason[] reasons) 
        => ($"{TrackingNames.SelectEmissionModels} + {TrackingNames.ReadRuntimeVersion} + {TrackingNames.ReadBuildSettings}", reasons);

    private static IncrementalRun Start() => IncrementalRun.Start<RsgGenerator>(GeneratorInput.Of(Model, Second));
}
