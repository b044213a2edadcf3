using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Declarations;

/// <summary>
/// Says what is wrong with the variants of a file once, at the place in the file that is wrong, and of which variants it is so, where that
/// is not all of them and does not follow from the place.
/// </summary>
internal sealed class VariantProblems(VariantFamily family)
{
    private const int MostWords = 3;
    private const int MostCharacters = 200;

    private readonly Dictionary<DiagnosticInfo, List<int>> variants = [];
    private readonly List<(DiagnosticInfo Shared, DiagnosticInfo First)> inOrder = [];

    /// <summary>Takes what is wrong with one variant.</summary>
    /// <param name="variant">Its index in the family.</param>
    /// <param name="diagnostics">What is wrong with it.</param>
    public void Add(int variant, IEnumerable<DiagnosticInfo> diagnostics)
    {
        var name = family.Variants[variant].Name;
        foreach (var diagnostic in diagnostics)
        {
            // The same of two variants is the same but for their names.
            var shared = diagnostic with { Arguments = diagnostic.Arguments.Select(argument => argument == name ? family.Name : argument).ToEquatableArray() };
            if (!variants.TryGetValue(shared, out var of))
            {
                variants.Add(shared, of = []);
                inOrder.Add((shared, diagnostic));
            }

            if (of.Count == 0 || of[of.Count - 1] != variant)
            {
                of.Add(variant);
            }
        }
    }

    /// <summary>Each mistake once. One of a single variant that says its name needs no other words.</summary>
    public IEnumerable<DiagnosticInfo> Merge() => inOrder.Select(problem =>
        variants[problem.Shared].Count == 1 && problem.First != problem.Shared
            ? problem.First
            : problem.Shared with { Where = Describe(variants[problem.Shared], problem.Shared.Span) });

    /// <summary>Which variants these are, in words; <c>null</c> where they are all that have the values in which the place stands.</summary>
    private string? Describe(List<int> some, SourceSpan? place)
    {
        if (some.Count == family.Variants.Count)
        {
            return null;
        }

        var values = family.Axes.Select((_, axis) => new HashSet<int>(some.Select(variant => family.Variants[variant].Choices[axis]))).ToList();
        if (family.Variants.Count(variant => values.Select((chosen, axis) => chosen.Contains(variant.Choices[axis])).All(static isChosen => isChosen)) != some.Count)
        {
            return Count(some);
        }

        var words = new List<string>();
        for (var axis = 0; axis < values.Count; axis++)
        {
            var all = family.Axes[axis].Values;
            if (values[axis].Count > MostWords && values[axis].Count < all.Count)
            {
                return Count(some);
            }

            var isFree = values[axis].Count == family.Variants.Select(variant => variant.Choices[axis]).Distinct().Count();
            var isAtPlace = place is { } span && values[axis].Count == 1 && Contains(all[values[axis].Single()].Span, span);
            if (!isFree && !isAtPlace)
            {
                words.Add($"{QuotedText.Of(family.Axes[axis].Name)} is {string.Join(" or ", values[axis].OrderBy(static value => value).Select(value => QuotedText.Of(all[value].Name)))}");
            }
        }

        var text = string.Join(" and ", words);
        return words.Count == 0 ? null : text.Length <= MostCharacters ? $"Where {text}" : Count(some);
    }

    private string Count(List<int> some)
        => $"In {Invariant.Text(some.Count)} of {Invariant.Text(family.Variants.Count)} variants, {QuotedText.Of(family.Variants[some[0]].Name)} the first";

    private static bool Contains(SourceSpan outer, SourceSpan inner) => outer.FilePath == inner.FilePath && outer.Span.Contains(inner.Span);
}
