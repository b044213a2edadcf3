using Microsoft.CodeAnalysis;
using Rsg.Testing.Generation;
using Rsg.Testing.Incremental;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace Rsg.Dsl.Generator.Tests.Yaml;

/// <summary>What runs again after an edit of a model file, or of C# beside one: only what the edit means something to.</summary>
public class FileCachingTests
{
    private const string First = "a.rsg.yaml";

    private const string Model = """
        model: LongTail
        namespace: Demo
        backbone: resnet20
        classes: 10
        rsg: { stage: 2 }
        loss: ldam
        train: { epochs: 5, milestones: [4] }
        """;

    private const string Second = """
        model: Other
        namespace: Demo
        backbone: resnet8
        classes: 2
        """;

    private static readonly string[] Steps =
    [
        TrackingNames.ReadYaml, TrackingNames.ResolveYaml, TrackingNames.FindTypeFacts, TrackingNames.PlanModels, TrackingNames.SelectEmissionModels,
        TrackingNames.ReadRuntimeVersion, TrackingNames.ReadBuildSettings, TrackingNames.HasModels,
    ];

    [Fact]
    public void Everything_is_new_at_first() => Start()
        .AssertSteps(Table([New, New], [New, New], [New, New], [New, New], [New, New], New, New));

    [Fact]
    public void The_same_project_again_runs_nothing() => Start().Repeat()
        .AssertNothingNew(Steps)
        .AssertOutputs(Emission(Cached, Cached));

    [Fact]
    public void An_unrelated_type_parses_no_file_and_plans_no_model() => Start()
        .Edit(project => project.WithSource("Unrelated.cs", "namespace Demo; internal sealed class Unrelated { public int X { get; set; } }"))
        .AssertSteps(Table([Cached, Cached], [Cached, Cached], [Unchanged, Unchanged], [Cached, Cached], [Cached, Cached], Unchanged, Cached))
        .AssertOutputs(Emission(Cached, Cached));

    [Fact]
    public void A_comment_at_the_end_changes_nothing() => Start()
        .Edit(project => project.WithAdditionalFile(First, Model + "\n# A comment.\n"))
        .AssertSteps(Table([Unchanged, Cached], [Cached, Cached], [Cached, Cached], [Cached, Cached], [Cached, Cached], Cached, Cached))
        .AssertOutputs(Emission(Cached, Cached));

    [Fact]
    public void A_comment_at_the_start_moves_places_and_emits_nothing() => Start()
        .Edit(project => project.WithAdditionalFile(First, "# A comment.\n\n" + Model))
        .AssertSteps(Table([Modified, Cached], [Modified, Unchanged], [Modified, Cached], [Unchanged, Cached], [Cached, Cached], Cached, Cached))
        .AssertOutputs(Emission(Cached, Cached));

    [Fact]
    public void The_same_in_other_words_emits_nothing() => Start()
        .Edit(project => project.WithAdditionalFile(First, Model.Replace("rsg: { stage: 2 }", "rsg:\n  stage: 2.0", StringComparison.Ordinal)))
        .AssertOutputs(Emission(Cached, Cached));

    [Fact]
    public void A_changed_value_emits_its_own_model_only() => Start()
        .Edit(project => project.WithAdditionalFile(First, Model.Replace("stage: 2", "stage: 3", StringComparison.Ordinal)))
        .AssertSteps(Table([Modified, Cached], [Modified, Unchanged], [Modified, Cached], [Modified, Cached], [Modified, Cached], Cached, Cached))
        .AssertOutputs(Emission(Modified, Cached));

    [Fact]
    public void A_new_file_emits_its_own_model_only()
    {
        var run = Start().Edit(project => project.WithAdditionalFile("z.rsg.yaml", Second.Replace("Other", "Third", StringComparison.Ordinal)));

        run.AssertOutputs(Emission(Cached, Cached, New));
        run.Run.AssertNoDiagnostics().AssertCompilesCleanly();
    }

    [Fact]
    public void A_type_that_hides_a_name_of_emitted_code_emits_the_models_of_that_namespace() => Start()
        .Edit(project => project.WithSource("Tensor.cs", "namespace Demo; public class Tensor;"))
        .AssertOutputs(Emission(Modified, Modified));

    [Fact]
    public void A_part_of_ones_own_emits_its_model_only_where_it_matters()
    {
        var withPart = Start().Edit(project => project.WithSource("Part.cs", "namespace Demo; public partial class Other { public int Answer => 42; }"));
        withPart.AssertOutputs(Emission(Cached, Cached));

        withPart
            .Edit(project => project.WithSource("Part.cs", "namespace Demo; internal partial class Other { public int Answer => 42; }"))
            .AssertOutputs(Emission(Cached, Modified));
    }

    [Fact]
    public void A_mistake_and_its_repair_come_and_go()
    {
        var wrong = Start().Edit(project => project.WithAdditionalFile(First, Model.Replace("ldam", "ldan", StringComparison.Ordinal)));
        Assert.Equal("RSG1104", Assert.Single(wrong.Run.Diagnostics).Id);

        wrong.Edit(project => project.WithAdditionalFile(First, Model)).Run.AssertNoDiagnostics().AssertCompilesCleanly();
    }

    [Fact]
    public void A_file_that_goes_takes_its_model_along()
    {
        var run = Start().Edit(project => project.WithoutAdditionalFile(First)).Run;

        Assert.Equal(["Demo.Other.Declaration.g.cs", "Demo.Other.Onnx.g.cs", "Demo.Other.Summary.g.cs", "Demo.Other.Trainer.g.cs", "Demo.Other.g.cs", "Rsg.Startup.g.cs"], run.GeneratedSources.Select(static source => source.HintName));
    }

    [Fact]
    public void Without_a_file_the_project_is_not_looked_at()
    {
        var run = IncrementalRun.Start<RsgGenerator>(GeneratorInput.Of("internal class Other;").WithAdditionalFile("other.yaml", "model: M\n"));

        Assert.Empty(run.Run.Result.GeneratedSources);
        Assert.DoesNotContain(TrackingNames.FindTypeFacts, run.Run.Result.TrackedSteps.Keys);
        Assert.DoesNotContain(TrackingNames.ReadYaml, run.Run.Result.TrackedSteps.Keys);
    }

    [Fact]
    public void Cached_steps_hold_values_only() => StepModels.AssertHoldOnlyValues(Start().Run, Steps);

    [Fact]
    public void Cached_problems_hold_values_only()
    {
        var wrong = Start().Edit(project => project.WithAdditionalFile(First, Model + "\nzzz: [\n"));
        StepModels.AssertHoldOnlyValues(wrong.Run, Steps);
    }

    [Fact]
    public void Equal_projects_give_equal_models() => StepModels.AssertEqualForEqualInput(() => new RsgGenerator(), Input, Steps);

    private static GeneratorInput Input
        => GeneratorInput.Of("internal class Program;").WithAdditionalFile(First, Model).WithAdditionalFile("b.rsg.yaml", Second);

    private static (string, IncrementalStepRunReason[])[] Table(
        IncrementalStepRunReason[] read,
        IncrementalStepRunReason[] resolve,
        IncrementalStepRunReason[] facts,
        IncrementalStepRunReason[] plan,
        IncrementalStepRunReason[] emission,
        IncrementalStepRunReason runtime,
        IncrementalStepRunReason hasModels) =>
    [
        (TrackingNames.ReadYaml, read),
        (TrackingNames.ResolveYaml, resolve),
        (TrackingNames.FindTypeFacts, facts),
        (TrackingNames.PlanModels, plan),
        (TrackingNames.SelectEmissionModels, emission),
        (TrackingNames.ReadRuntimeVersion, [runtime]),
        (TrackingNames.ReadBuildSettings, [hasModels]), // nothing here changes the settings either
        (TrackingNames.HasModels, [hasModels]),
    ];

    private static (string, IncrementalStepRunReason[]) Emission(params IncrementalStepRunReason[] reasons)
        => ($"{TrackingNames.SelectEmissionModels} + {TrackingNames.ReadRuntimeVersion} + {TrackingNames.ReadBuildSettings}", reasons);

    private static IncrementalRun Start() => IncrementalRun.Start<RsgGenerator>(Input);
}
