using Rsg.Dsl.Collections;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans;

/// <summary>The classes that a network tells apart.</summary>
/// <param name="Count">How many; <c>null</c> where that cannot be known.</param>
/// <param name="Names">Their names, in order; empty where they have none.</param>
internal sealed record ClassPlan(int? Count, EquatableArray<ClassLabel> Names);

/// <summary>Plans how many classes there are, and what they are called.</summary>
internal static class ClassPlanner
{
    /// <summary>The names of the classes, where each can be one; what is wrong with them is not said here.</summary>
    public static EquatableArray<ClassLabel> FindNames(ModelDeclaration declaration)
    {
        var section = declaration.Find(SectionNames.Backbone) ?? declaration.Find(SectionNames.OwnModules);
        return section?.Find(BackboneKeys.ClassNames.Name)?.Value is Value.List list ? PlanNames([.. list.Items.OfType<Value.Text>()], []) : [];
    }

    /// <summary>Plans the classes from the part that says which network it is.</summary>
    public static ClassPlan Plan(ModelDeclaration declaration, Section section, List<DiagnosticInfo> diagnostics)
    {
        var reader = new SectionReader(section, declaration.Wording);
        var count = reader.OptionalWhole(BackboneKeys.Classes);
        if (!reader.Has(BackboneKeys.ClassNames))
        {
            if (!reader.Has(BackboneKeys.Classes))
            {
                diagnostics.Add(DiagnosticInfo.At(
                    section.Span,
                    DiagnosticDescriptors.ClassesMissing,
                    declaration.Type.Name,
                    declaration.Wording.Key(BackboneKeys.Classes),
                    declaration.Wording.KeyIsNumber(BackboneKeys.Classes, 10)));
            }

            return new ClassPlan(count, []);
        }

        if (reader.Items<Value.Text>(BackboneKeys.ClassNames) is not { } said)
        {
            return new ClassPlan(count, []);
        }

        var entry = section.Find(BackboneKeys.ClassNames.Name)!;
        if (!BackboneKeys.Classes.Range!.Contains(said.Count))
        {
            diagnostics.Add(DiagnosticInfo.At(
                entry.Value.Span, DiagnosticDescriptors.ValueOutOfRange, entry.Written, ValueCheck.Quote(entry.Value), "a list of at least 2 names", ""));
            return new ClassPlan(count, []);
        }

        if (count is { } other && other != said.Count)
        {
            diagnostics.Add(DiagnosticInfo.At(
                reader.SpanOf(BackboneKeys.Classes),
                DiagnosticDescriptors.ClassCountDiffers,
                section.Find(BackboneKeys.Classes.Name)!.Written,
                Invariant.Text(other),
                entry.Written,
                Invariant.Text(said.Count)) with { Remedy = new(RemedyKind.RemoveArgument, section.Find(BackboneKeys.Classes.Name)!.Written) });
        }

        return new ClassPlan(said.Count, PlanNames(said, diagnostics));
    }

    private static EquatableArray<ClassLabel> PlanNames(IReadOnlyList<Value.Text> said, List<DiagnosticInfo> diagnostics)
    {
        var names = new List<ClassLabel>();
        var byIdentifier = new Dictionary<string, ClassLabel>(StringComparer.Ordinal);
        foreach (var text in said)
        {
            if (ClassLabel.Of(text.Content) is not { } name)
            {
                diagnostics.Add(DiagnosticInfo.At(text.Span, DiagnosticDescriptors.ClassNameUnusable, QuotedText.Of(text.Content)));
            }
            else if (byIdentifier.TryGetValue(name.Identifier, out var first))
            {
                diagnostics.Add(DiagnosticInfo.At(
                    text.Span, DiagnosticDescriptors.ClassNamesCollide, QuotedText.Of(first.Name), QuotedText.Of(name.Name), QuotedText.Of(name.Identifier)));
            }
            else
            {
                byIdentifier.Add(name.Identifier, name);
                names.Add(name);
            }
        }

        return names.ToEquatableArray();
    }
}
