using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Declarations.Yaml.Variants;

/// <summary>Makes of a file with a matrix the declarations of its variants.</summary>
/// <param name="names">The names that the file gives.</param>
/// <param name="entries">All that stands at the top of the file.</param>
/// <param name="isWhole">Whether all of the file could be read.</param>
/// <param name="diagnostics">Takes every problem.</param>
internal sealed class Expansion(FileNames names, EquatableArray<Entry> entries, bool isWhole, List<DiagnosticInfo> diagnostics)
{
    private readonly HashSet<(SourceSpan, SourceSpan)> disagreements = [];

    /// <summary>What all variants start from.</summary>
    private EquatableArray<Entry> Common { get; } = entries.Where(static entry => entry.Key != MatrixKeys.Name).ToEquatableArray();

    public FileContent Read(Entry entry)
    {
        var matrix = Limit(MatrixReader.Read(entry, diagnostics), entry.KeySpan);
        var variants = NameVariants(matrix);
        var family = new VariantFamily(
            names.Namespace?.Content ?? "",
            names.Name?.Content ?? "",
            names.NameSpan,
            matrix.Axes.Select(static axis => new VariantAxis(axis.Name, axis.Values.Select(static value => new VariantValue(value.Name, value.Span)).ToEquatableArray())).ToEquatableArray(),
            variants.ToEquatableArray(),
            matrix.Seeds);

        var problems = new VariantProblems(family);
        var models = new List<ModelDeclaration>();
        foreach (var (variant, said) in variants.Zip(LayOver(matrix, variants), static (variant, said) => (variant, said)))
        {
            var found = new List<DiagnosticInfo>();
            var isRead = isWhole && matrix.IsWhole && matrix.ValuesOf([.. variant.Choices]).All(static value => value.IsWhole);
            models.Add(names.Declare(variant.Name, said, isRead, found));
            problems.Add(models.Count - 1, found);
        }

        diagnostics.AddRange(problems.Merge());
        return new FileContent(models.ToEquatableArray(), family);
    }

    /// <summary>The matrix, without variants where these would be more than a compiler should read.</summary>
    private Matrix Limit(Matrix matrix, SourceSpan place)
    {
        var common = CountOf(Common);
        var ofValues = matrix.Axes.Select(static axis => axis.Values.Select(static value => CountOf(value.Overlay)).ToList()).ToList();
        var all = matrix.Combinations.Sum(combination => common + combination.Select((value, axis) => ofValues[axis][value]).Sum());
        if (all <= Limits.ValuesOfVariants)
        {
            return matrix;
        }

        diagnostics.Add(DiagnosticInfo.At(
            place, DiagnosticDescriptors.MatrixTooLarge, $"{Invariant.Text(all)} values in all variants together", Invariant.Text(Limits.ValuesOfVariants)));
        return matrix with { Combinations = [], IsWhole = false };
    }

    private static long CountOf(EquatableArray<Entry> some) => some.Sum(static entry => 1 + CountOf(entry.Value));

    private static long CountOf(Value value) => value switch
    {
        Value.Map map => 1 + CountOf(map.Entries),
        Value.List list => 1 + list.Items.Sum(CountOf),
        _ => 1,
    };

    /// <summary>The variants that can have their names; of two with one name the first.</summary>
    private List<Variant> NameVariants(Matrix matrix)
    {
        var variants = new Dictionary<string, Variant>(StringComparer.Ordinal);
        var inOrder = new List<Variant>();
        var isLong = false;
        foreach (var combination in matrix.Combinations)
        {
            var name = names.Name?.Content + string.Concat(matrix.ValuesOf(combination).Select(static value => value.Name));
            var variant = new Variant(name, combination.ToEquatableArray());
            if (variants.TryGetValue(name, out var first))
            {
                var place = matrix.ValuesOf(combination).Where((_, i) => combination[i] != first.Choices[i]).First().Place;
                diagnostics.Add(DiagnosticInfo.At(place, DiagnosticDescriptors.VariantsCollide, QuotedText.Of(name), Words(matrix, [.. first.Choices]), Words(matrix, combination)));
            }
            else if (names.Name is not null && ClassName.Refuse(name) is { } reason)
            {
                if (!isLong)
                {
                    isLong = true;
                    var longest = matrix.ValuesOf(combination).OrderByDescending(static value => value.Name.Length).First();
                    diagnostics.Add(DiagnosticInfo.At(longest.Place, DiagnosticDescriptors.NameNotPossible, "variant", QuotedText.Of(name), reason, names.Name.Content + "First"));
                }
            }
            else
            {
                variants.Add(name, variant);
                inOrder.Add(variant);
            }
        }

        return inOrder;
    }

    private static string Words(Matrix matrix, int[] combination)
        => QuotedText.Of(string.Join(", ", matrix.ValuesOf(combination).Select((value, i) => $"{matrix.Axes[i].Name} {value.Name}")));

    /// <summary>For each variant what the file says, with what its values say over it. What variants in a row have in common is joined once.</summary>
    private IEnumerable<EquatableArray<Entry>> LayOver(Matrix matrix, IEnumerable<Variant> variants)
    {
        var joined = new EquatableArray<Entry>[matrix.Axes.Count + 1];
        EquatableArray<int>? last = null;
        foreach (var variant in variants)
        {
            var isSame = true;
            for (var axis = 0; axis < matrix.Axes.Count; axis++)
            {
                isSame &= last?[axis] == variant.Choices[axis];
                if (!isSame)
                {
                    joined[axis + 1] = Overlay.Join(joined[axis], matrix.Axes[axis].Values[variant.Choices[axis]].Overlay, Disagree);
                }
            }

            last = variant.Choices;
            yield return Overlay.Lay(Common, joined[matrix.Axes.Count]);
        }
    }

    private void Disagree(Entry first, Entry second)
    {
        if (disagreements.Add((first.Value.Span, second.Value.Span)) && diagnostics.Count < Limits.Problems)
        {
            diagnostics.Add(DiagnosticInfo.At(
                second.Value.Span, DiagnosticDescriptors.AxesDisagree, QuotedText.Of(second.Written), Invariant.Text(first.Value.Span.Lines.Start.Line + 1)));
        }
    }
}
