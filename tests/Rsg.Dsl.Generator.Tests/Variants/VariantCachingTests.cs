using Microsoft.CodeAnalysis;
using Rsg.Testing.Generation;
using Rsg.Testing.Incremental;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace Rsg.Dsl.Generator.Tests.Variants;

/// <summary>What an edit of a file with a matrix writes anew: the variants that it means something to, and the list only where it changes.</summary>
public class VariantCachingTests
{
    private const string Path = "table.rsg.yaml";

    /// <summary>FirstErm, FirstLdam, SecondErm, SecondLdam, in this order.</summary>
    private const string Table = """
        model: Table
        namespace: Demo
        backbone: resnet8
        classes: 10
        train: { epochs: 20 }
        matrix:
          cut:
            First: { rsg: { stage: 1, cescWeight: 0.03 } }
            Second: { rsg: { stage: 2 } }
          loss:
            Erm: {}
            Ldam: { loss: ldam }
          seed: [0, 1]
        """;

    private static readonly string[] Steps =
    [
        TrackingNames.ReadYaml, TrackingNames.ResolveYaml, TrackingNames.FindTypeFacts, TrackingNames.PlanModels, TrackingNames.SelectEmissionModels,
        TrackingNames.FindFamilyFacts, TrackingNames.PlanVariantLists, TrackingNames.SelectVariantLists, TrackingNames.ReadRuntimeVersion, TrackingNames.ReadBuildSettings, TrackingNames.HasModels,
    ];

    [Fact]
    public void The_same_project_again_runs_nothing() => Start().Repeat()
        .AssertNothingNew(Steps)
        .AssertOutputs(Models(Cached, Cached, Cached, Cached), List(Cached));

    [Fact]
    public void An_unrelated_type_parses_nothing_and_plans_nothing() => Start()
        .Edit(project => project.WithSource("Unrelated.cs", "namespace Demo; internal sealed class Unrelated;"))
        .AssertSteps(
            (TrackingNames.ReadYaml, [Cached]),
            (TrackingNames.ResolveYaml, [Cached]),
            (TrackingNames.FindTypeFacts, [Unchanged, Unchanged, Unchanged, Unchanged]),
            (TrackingNames.PlanModels, [Cached, Cached, Cached, Cached]),
            (TrackingNames.FindFamilyFacts, [Unchanged]),
            (TrackingNames.PlanVariantLists, [Cached]),
            (TrackingNames.SelectEmissionModels, [Cached, Cached, Cached, Cached]),
            (TrackingNames.SelectVariantLists, [Cached]),
            (TrackingNames.ReadRuntimeVersion, [Unchanged]),
            (TrackingNames.ReadBuildSettings, [Cached]),
            (TrackingNames.HasModels, [Cached]))
        .AssertOutputs(Models(Cached, Cached, Cached, Cached), List(Cached));

    [Theory]
    [InlineData("model: Table", "# A comment.\n\nmodel: Table")]
    [InlineData("    Erm: {}", "    Erm: {}   # A comment.")]
    [InlineData("train: { epochs: 20 }", "train:\n  epochs: 20.0")]
    [InlineData("{ loss: ldam }", "{ loss: { kind: ldam } }")]
    public void What_means_nothing_writes_nothing(string said, string same) => Edited(said, same).AssertOutputs(Models(Cached, Cached, Cached, Cached), List(Cached));

    [Fact]
    public void A_value_writes_its_own_variants_only()
    {
        Edited("stage: 2", "stage: 3").AssertOutputs(Models(Cached, Cached, Modified, Modified), List(Cached));
        Edited("{ loss: ldam }", "{ loss: { kind: ldam, scale: 20 } }").AssertOutputs(Models(Cached, Modified, Cached, Modified), List(Cached));
    }

    [Fact]
    public void The_top_of_the_file_writes_all_variants_and_not_the_list()
        => Edited("epochs: 20", "epochs: 30").AssertOutputs(Models(Modified, Modified, Modified, Modified), List(Cached));

    [Fact]
    public void What_the_top_says_and_a_value_takes_away_writes_the_others_only()
    {
        var project = Input(Table.Replace("train: ", "rsg: { stage: 3 }\ntrain: ", StringComparison.Ordinal));
        IncrementalRun.Start<RsgGenerator>(project)
            .Edit(before => before.WithAdditionalFile(Path, before.AdditionalFiles[0].Text.Replace("stage: 3 }", "stage: 3, centers: 4 }", StringComparison.Ordinal)
                .Replace("{ rsg: { stage: 2 } }", "{ rsg: none }", StringComparison.Ordinal)))
            .Edit(before => before.WithAdditionalFile(Path, before.AdditionalFiles[0].Text.Replace("centers: 4", "centers: 5", StringComparison.Ordinal)))
            .AssertOutputs(Models(Modified, Modified, Cached, Cached), List(Cached));
    }

    [Fact]
    public void Seeds_write_the_list_only()
        => Edited("[0, 1]", "[0, 1, 2]").AssertOutputs(Models(Cached, Cached, Cached, Cached), List(Modified));

    [Fact]
    public void A_variant_at_the_end_writes_itself_and_the_list()
        => Edited("    Second: { rsg: { stage: 2 } }", "    Second: { rsg: { stage: 2 } }\n    Third: { rsg: { stage: 3 } }")
            .AssertOutputs(Models(Cached, Cached, Cached, Cached, New, New), List(Modified));

    [Fact]
    public void A_mistake_in_a_value_keeps_the_others_and_goes_with_its_repair()
    {
        var wrong = Edited("{ loss: ldam }", "{ loss: ldan }");
        wrong.AssertOutputs(Models(Cached, Modified, Cached, Modified), List(Cached));
        Assert.Equal("RSG1104", Assert.Single(wrong.Run.Diagnostics).Id);

        wrong.Edit(project => project.WithAdditionalFile(Path, Table)).Run.AssertNoDiagnostics().AssertCompilesCleanly();
    }

    [Fact]
    public void A_type_that_hides_a_name_of_the_list_writes_all_anew() => Start()
        .Edit(project => project.WithSource("ModelVariant.cs", "namespace Demo; public class ModelVariant;"))
        .AssertOutputs(Models(Modified, Modified, Modified, Modified), List(Modified));

    [Fact]
    public void Cached_steps_hold_values_only() => StepModels.AssertHoldOnlyValues(Start().Run, Steps);

    [Fact]
    public void Equal_projects_give_equal_models() => StepModels.AssertEqualForEqualInput(() => new RsgGenerator(), Input(Table), Steps);

    private static IncrementalRun Edited(string said, string otherwise)
    {
        Assert.Contains(said, Table, StringComparison.Ordinal);
        return Start().Edit(project => project.WithAdditionalFile(Path, Table.Replace(said, otherwise, StringComparison.Ordinal)));
    }

    private static (string, IncrementalStepRunReason[]) Models(params IncrementalStepRunReason[] reasons)
        => ($"{TrackingNames.SelectEmissionModels} + {TrackingNames.ReadRuntimeVersion} + {TrackingNames.ReadBuildSettings}", reasons);

    private static (string, IncrementalStepRunReason[]) List(params IncrementalStepRunReason[] reasons)
        => ($"{TrackingNames.SelectVariantLists} + {TrackingNames.ReadRuntimeVersion}", reasons);

    private static GeneratorInput Input(string yaml) => GeneratorInput.Of("internal class Program;").WithAdditionalFile(Path, yaml);

    private static IncrementalRun Start() => IncrementalRun.Start<RsgGenerator>(Input(Table));
}
