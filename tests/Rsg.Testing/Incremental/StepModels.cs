using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rsg.Testing.Generation;
using Xunit;

namespace Rsg.Testing.Incremental;

/// <summary>What the values of tracked steps must be, so that a cache can compare them and an editor can keep them in memory.</summary>
public static class StepModels
{
    /// <summary>
    /// Fails when a value of a named step holds, however deep, an object of the compiler (symbol, syntax, location, diagnostic,
    /// compilation), a delegate, or a collection that compares by reference.
    /// </summary>
    /// <param name="run">A run in which every named step ran.</param>
    /// <param name="stepNames">The steps that are cached.</param>
    public static GeneratorRun AssertHoldOnlyValues(GeneratorRun run, params IEnumerable<string> stepNames) =>
        AssertHold(run, ObjectGraph.CompilerObjects, stepNames);

    /// <summary>
    /// As <see cref="AssertHoldOnlyValues"/>, but a syntax tree is allowed: a diagnostic needs its tree, or <c>#pragma warning
    /// disable</c> does not reach it.
    /// </summary>
    public static GeneratorRun AssertHoldOnlyValuesAndTrees(GeneratorRun run, params IEnumerable<string> stepNames) =>
        AssertHold(run, ObjectGraph.CompilerObjects.Remove(typeof(SyntaxTree)), stepNames);

    /// <summary>
    /// Runs a generator twice on separately built, equal projects and fails unless the values of every named step are equal objects
    /// with equal hash codes, without being the same objects.
    /// </summary>
    public static void AssertEqualForEqualInput(Func<IIncrementalGenerator> generator, GeneratorInput input, params IEnumerable<string> stepNames)
    {
        ArgumentNullException.ThrowIfNull(generator);
        var first = GeneratorRun.Of(generator(), input);
        var second = GeneratorRun.Of(generator(), input);
        foreach (var step in stepNames)
        {
            AssertEqual(step, Values(first, step), Values(second, step));
        }
    }

    /// <summary>The values of a step, in order.</summary>
    public static ImmutableArray<object> Values(GeneratorRun run, string stepName)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (!run.Result.TrackedSteps.TryGetValue(stepName, out var steps))
        {
            Assert.Fail($"No step named '{stepName}' ran. Tracked: {string.Join(", ", run.Result.TrackedSteps.Keys.Order(StringComparer.Ordinal))}.");
        }

        return [.. steps.SelectMany(step => step.Outputs).Select(output => output.Value)];
    }

    private static GeneratorRun AssertHold(GeneratorRun run, ImmutableHashSet<Type> banned, IEnumerable<string> stepNames)
    {
        var found = new List<string>();
        foreach (var step in stepNames)
        {
            var values = Values(run, step);
            for (var index = 0; index < values.Length; index++)
            {
                found.AddRange(ObjectGraph.Find(values[index], FormattableString.Invariant($"{step}[{index}]"), banned));
            }
        }

        if (found.Count > 0)
        {
            Assert.Fail("A cached step holds what it must not hold:\n  " + string.Join("\n  ", found));
        }

        return run;
    }

    private static void AssertEqual(string step, ImmutableArray<object> first, ImmutableArray<object> second)
    {
        Assert.True(first.Length == second.Length && first.Length > 0, $"{step}: {first.Length} values, then {second.Length}, of the same text.");
        for (var index = 0; index < first.Length; index++)
        {
            var (one, other) = (first[index], second[index]);
            Assert.True(
                one is ValueType or string || !ReferenceEquals(one, other),
                $"{step}[{index}]: both runs gave the same object, so their equality says nothing.");
            Assert.True(one.Equals(other), $"{step}[{index}]: the same text gave unequal values:\n  {one}\n  {other}");
            Assert.True(
                one.GetHashCode() == other.GetHashCode(),
                $"{step}[{index}]: equal values have the hash codes {one.GetHashCode()} and {other.GetHashCode()}:\n  {one}");
        }
    }
}
