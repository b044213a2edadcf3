using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Rsg.Testing.Incremental;

/// <summary>Why steps ran, beside why they were to run, as a table that a person reads.</summary>
internal static class StepTable
{
    // Roslyn tracks its own inputs and its own part of ForAttributeWithMetadataName under these names.
    private static readonly ImmutableHashSet<string> RoslynInputs =
        ["Compilation", "CompilationOptions", "ParseOptions", "AdditionalTexts", "AnalyzerConfigOptions", "MetadataReferences"];

    private const string RoslynAttributeStep = "_ForAttribute";

    public static SortedDictionary<string, ImmutableArray<IncrementalStepRunReason>> OwnSteps(GeneratorRunResult result) => new(
        result.TrackedSteps
            .Where(step => !RoslynInputs.Contains(step.Key) && !step.Key.Contains(RoslynAttributeStep, StringComparison.Ordinal))
            .Where(step => !result.TrackedOutputSteps.ContainsKey(step.Key))
            .ToDictionary(step => step.Key, step => Reasons(step.Value)),
        StringComparer.Ordinal);

    public static SortedDictionary<string, ImmutableArray<IncrementalStepRunReason>> Outputs(GeneratorRunResult result) => new(
        result.TrackedOutputSteps.Values
            .SelectMany(steps => steps)
            .GroupBy(step => NearestNames(step.Inputs[0].Source), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, Reasons, StringComparer.Ordinal),
        StringComparer.Ordinal);

    public static void Assert(
        SortedDictionary<string, ImmutableArray<IncrementalStepRunReason>> found,
        (string Step, IncrementalStepRunReason[] Reasons)[] expected,
        string what,
        bool everyStepMustBeNamed)
    {
        var rows = new List<(string Step, string Expected, string Found, bool Agrees)>();
        foreach (var (step, reasons) in expected)
        {
            var agrees = found.TryGetValue(step, out var actual) && (reasons.Length == 1
                ? !actual.IsEmpty && actual.All(reason => reason == reasons[0])
                : actual.SequenceEqual(reasons));
            rows.Add((step, string.Join(", ", reasons), Describe(found, step), agrees));
        }

        foreach (var step in found.Keys.Except(expected.Select(row => row.Step), StringComparer.Ordinal))
        {
            rows.Add((step, everyStepMustBeNamed ? "(not named by the test)" : "(any)", Describe(found, step), !everyStepMustBeNamed));
        }

        FailUnlessAllAgree(rows, what);
    }

    public static void AssertNothingNew(
        SortedDictionary<string, ImmutableArray<IncrementalStepRunReason>> found,
        IEnumerable<string> stepNames) => FailUnlessAllAgree(
            [
                .. stepNames.Select(step => (
                    step,
                    "Cached or Unchanged",
                    Describe(found, step),
                    found.TryGetValue(step, out var reasons)
                        && !reasons.IsEmpty
                        && reasons.All(reason => reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged))),
            ],
            "steps");

    // A Combine at the end has no name of its own, so the named steps that it combines stand for it.
    private static string NearestNames(IncrementalGeneratorRunStep step) =>
        step.Name ?? string.Join(" + ", step.Inputs.Select(input => NearestNames(input.Source)).Distinct(StringComparer.Ordinal));

    private static string Describe(SortedDictionary<string, ImmutableArray<IncrementalStepRunReason>> found, string step) =>
        !found.TryGetValue(step, out var reasons) ? "(no such step ran)"
        : reasons.IsEmpty ? "(no outputs)"
        : string.Join(", ", reasons);

    private static void FailUnlessAllAgree(List<(string Step, string Expected, string Found, bool Agrees)> rows, string what)
    {
        if (rows.TrueForAll(row => row.Agrees) && rows.Count > 0)
        {
            return;
        }

        rows.Insert(0, ("step", "expected", "found", true));
        var (first, second) = (rows.Max(row => row.Step.Length), rows.Max(row => row.Expected.Length));
        var text = new StringBuilder($"The {what} did not run for the expected reasons:\n");
        foreach (var row in rows)
        {
            text.Append(row.Agrees ? "    " : "  ! ")
                .Append(row.Step.PadRight(first)).Append("  ")
                .Append(row.Expected.PadRight(second)).Append("  ")
                .Append(row.Found).Append('\n');
        }

        Xunit.Assert.Fail(text.ToString());
    }

    private static ImmutableArray<IncrementalStepRunReason> Reasons(IEnumerable<IncrementalGeneratorRunStep> steps) =>
        [.. steps.SelectMany(step => step.Outputs).Select(output => output.Reason)];
}
