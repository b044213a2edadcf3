using Microsoft.CodeAnalysis;
using Rsg.Testing.Generation;
using Rsg.Testing.Incremental;
using Xunit.Sdk;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace Rsg.Testing.Tests.Incremental;

public class IncrementalRunTests
{
    private static readonly GeneratorInput Project = GeneratorInput.Of(
        "[Greeting.Greets] internal partial class Host;",
        "[Greeting.Greets] internal partial class Guest;") with
    {
        AdditionalFiles = [new("Quiet.txt", "calm"), new("Loud.txt", "storm")],
    };

    [Fact]
    public void Everything_is_new_at_first() => Start()
        .AssertSteps((GreetingGenerator.GreetersStep, [New]), (GreetingGenerator.WordsStep, [New, New]), (GreetingGenerator.LeakStep, [New]))
        .AssertOutputs((GreetingGenerator.GreetersStep, [New]), (GreetingGenerator.WordsStep, [New]));

    [Fact]
    public void Nothing_runs_when_nothing_was_edited() => Start().Repeat()
        .AssertNothingNew(GreetingGenerator.GreetersStep, GreetingGenerator.WordsStep)
        .AssertOutputs((GreetingGenerator.GreetersStep, [Cached]), (GreetingGenerator.WordsStep, [Cached]));

    [Fact]
    public void An_output_of_combined_steps_is_known_by_their_names() => Start()
        .Edit(project => project.WithSource("Model1.cs", "[Greeting.Greets] internal partial class Visitor;"))

        // It ran again for the second class and once more emitted nothing.
        .AssertOutputs(($"{GreetingGenerator.GreetersStep} + ParseOptions", [Cached, Unchanged]));

    [Fact]
    public void An_unrelated_file_leaves_models_unchanged_but_not_symbols() => Start()
        .Edit(project => project.WithSource("Other.cs", "internal class Other;"))
        .AssertSteps((GreetingGenerator.GreetersStep, [Unchanged]), (GreetingGenerator.WordsStep, [Cached]), (GreetingGenerator.LeakStep, [Modified]))
        .AssertOutputs((GreetingGenerator.GreetersStep, [Cached]));

    [Fact]
    public void An_edited_class_is_the_only_one_that_is_emitted_again() => Start()
        .Edit(project => project.WithSource("Model1.cs", "[Greeting.Greets] internal partial class Visitor;"))
        .AssertSteps((GreetingGenerator.GreetersStep, [Unchanged, Modified]), (GreetingGenerator.WordsStep, [Cached]), (GreetingGenerator.LeakStep, [Modified]))
        .AssertOutputs((GreetingGenerator.GreetersStep, [Cached, Modified]));

    [Fact]
    public void An_edited_additional_file_is_the_only_one_that_is_emitted_again()
    {
        var edited = Start().Edit(project => project.WithAdditionalFile("Loud.txt", "gale"));

        // The attribute that this generator adds makes every compilation a new one, so the classes are looked at again.
        edited.AssertSteps((GreetingGenerator.GreetersStep, [Unchanged]), (GreetingGenerator.WordsStep, [Cached, Modified]), (GreetingGenerator.LeakStep, [Modified]));
        Assert.Contains("gale", edited.Run.GeneratedText("Word.Loud.g.cs"), StringComparison.Ordinal);

        edited.Edit(project => project.WithAdditionalFile("Loud.txt", "gale\n"))
            .AssertSteps((GreetingGenerator.GreetersStep, [Unchanged]), (GreetingGenerator.WordsStep, [Cached, Unchanged]), (GreetingGenerator.LeakStep, [Modified]))
            .AssertOutputs((GreetingGenerator.WordsStep, [Cached]), (GreetingGenerator.GreetersStep, [Cached]));
    }

    [Fact]
    public void Files_and_options_come_and_go()
    {
        var run = Start().Edit(project => project.WithAdditionalFile("Third.txt", "mist").WithoutAdditionalFile("Quiet.txt").WithoutSource("Model1.cs"));
        Assert.Equal(
            ["Greeting.Host.g.cs", "GreetsAttribute.g.cs", "Word.Loud.g.cs", "Word.Third.g.cs"],
            run.Run.GeneratedSources.Select(source => source.HintName));

        run = run.Edit(project => project.WithGlobalOption("build_property.RootNamespace", "Weather"));
        Assert.Contains("namespace Weather", run.Run.GeneratedText("Word.Third.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_is_not_another_project() =>
        Assert.Throws<ArgumentException>(() => Start().Edit(project => project with { AssemblyName = "Other" }));

    [Fact]
    public void A_wrong_expectation_fails_with_a_table()
    {
        var run = Start().Edit(project => project.WithSource("Other.cs", "internal class Other;"));

        var failure = Assert.Throws<FailException>(() => run.AssertSteps((GreetingGenerator.GreetersStep, [Cached]), (GreetingGenerator.WordsStep, [Cached])));
        Assert.Equal(
            """
            The steps did not run for the expected reasons:
                step      expected                 found
              ! Greeters  Cached                   Unchanged, Unchanged
                Words     Cached                   Cached, Cached
              ! Leak      (not named by the test)  Modified, Modified

            """.ReplaceLineEndings("\n"),
            failure.Message);
    }

    [Fact]
    public void An_unknown_step_fails()
    {
        Assert.Throws<FailException>(() => Start().AssertNothingNew("Planets"));
        Assert.Throws<FailException>(() => Start().AssertNothingNew());
        Assert.Throws<FailException>(() => Start().AssertNothingNew(GreetingGenerator.WordsStep));
        Assert.Throws<FailException>(() => Start().AssertOutputs(("Planets", [New])));
    }

    private static IncrementalRun Start() => IncrementalRun.Start<GreetingGenerator>(Project);
}
