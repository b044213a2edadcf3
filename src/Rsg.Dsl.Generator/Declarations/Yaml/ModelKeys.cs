using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>Reads the top keys of a model file: which class it is, and the sections, each handed on as it was said.</summary>
/// <param name="source">The file.</param>
/// <param name="isWhole">Whether all of it could be read; a key that is missing may otherwise only not have been read.</param>
/// <param name="diagnostics">Takes every problem.</param>
internal sealed class ModelKeys(YamlSource source, bool isWhole, List<DiagnosticInfo> diagnostics)
{
    private static readonly string[] Sections = [SectionNames.Rsg, SectionNames.Loss, SectionNames.Rebalance, SectionNames.Train, SectionNames.Augmentation];
    private static readonly string[] Trees = [SectionNames.Blocks, SectionNames.Network];

    /// <summary>Every key that may stand at the top of a file.</summary>
    public static readonly IReadOnlyList<string> All = [.. FileKeys.All.Select(static key => key.Name)];

    /// <summary>The declaration, or <c>null</c> where the file does not name a class that can be.</summary>
    public ModelDeclaration? Read(Value? root)
    {
        if (root is not Value.Map { Entries: var written } || written.Count == 0)
        {
            if (isWhole)
            {
                diagnostics.Add(DiagnosticInfo.At(root?.Span ?? source.SpanOf(0, 0), DiagnosticDescriptors.NotMapping, root is null or Value.Nothing ? "empty" : ValueWords.Describe(root)));
            }

            return null;
        }

        var entries = ReadKeys(written);
        var name = ReadName(entries, written[0].KeySpan);
        var space = ReadNamespace(entries);
        var sections = ReadSections(entries);
        if (isWhole && !sections.Any(static section => section.Name is SectionNames.Network || section.Find(BackboneKeys.Name.Name) is not null))
        {
            isWhole = false;
            if (!entries.Any(static entry => entry.Key is SectionNames.Backbone or SectionNames.Network))
            {
                diagnostics.Add(DiagnosticInfo.At(
                    Find(entries, FileKeys.Model.Name)?.KeySpan ?? source.SpanOf(0, 0), DiagnosticDescriptors.KeyMissing, SectionNames.Backbone, "say which network it is, as in 'backbone: resnet32', or write one under 'network:'"));
            }
        }

        // A namespace that cannot be leaves the class without a place, as a name that cannot be leaves it without itself.
        return name is null || (space is null && Find(entries, FileKeys.Namespace.Name) is not null)
            ? null
            : new ModelDeclaration(space?.Content ?? "", name.Content, name.Span, sections, new FileWording(), IsBroken: !isWhole, TypeFacts.None) { NamespaceSpan = space?.Span };
    }

    /// <summary>The entries; a misspelt key that is said stands for the one that is meant, so that nothing else is said to be missing.</summary>
    private EquatableArray<Entry> ReadKeys(EquatableArray<Entry> written)
    {
        var entries = new List<Entry>();
        foreach (var entry in written)
        {
            if (All.Contains(entry.Key))
            {
                entries.Add(entry);
                continue;
            }

            diagnostics.Add(DiagnosticInfo.At(
                entry.KeySpan, DiagnosticDescriptors.UnknownKey, "A model file", QuotedText.Of(entry.Key), NearestName.Hint(entry.Key, All), string.Join(", ", All)));
            if (NearestName.Find(entry.Key, All) is { } meant && Find(written, meant) is null && entries.TrueForAll(other => other.Key != meant))
            {
                entries.Add(entry with { Key = meant });
            }
        }

        return entries.ToEquatableArray();
    }

    private static Entry? Find(EquatableArray<Entry> entries, string key) => entries.FirstOrDefault(entry => entry.Key == key);

    private Value.Text? ReadName(EquatableArray<Entry> entries, SourceSpan start)
    {
        if (Find(entries, FileKeys.Model.Name) is not { } entry)
        {
            if (isWhole)
            {
                diagnostics.Add(DiagnosticInfo.At(start, DiagnosticDescriptors.KeyMissing, FileKeys.Model.Name, "say which class is written, as in 'model: DefectNet'"));
            }

            return null;
        }

        return ReadIdentifier(entry, ClassName.Refuse, "DefectNet");
    }

    private Value.Text? ReadNamespace(EquatableArray<Entry> entries)
        => Find(entries, FileKeys.Namespace.Name) is { } entry ? ReadIdentifier(entry, ClassName.RefuseNamespace, "Factory.Vision") : null;

    private Value.Text? ReadIdentifier(Entry entry, Func<string, string?> refuse, string example)
    {
        if (entry.Value is not Value.Text text)
        {
            diagnostics.Add(ValueWords.Unexpected(entry.Value, entry.Key, $"a name such as {example}"));
            return null;
        }

        if (refuse(text.Content) is { } reason)
        {
            diagnostics.Add(DiagnosticInfo.At(text.Span, DiagnosticDescriptors.NameNotPossible, entry.Key, QuotedText.Of(text.Content), reason, example));
            return null;
        }

        return text;
    }

    private EquatableArray<Section> ReadSections(EquatableArray<Entry> entries)
    {
        var sections = new List<Section>();
        if (BackboneSection.Read(entries, diagnostics) is { } backbone)
        {
            sections.Add(backbone);
        }

        foreach (var entry in entries)
        {
            if (!Trees.Contains(entry.Key) && !Sections.Contains(entry.Key) && entry.Key != SectionNames.Recipe)
            {
                continue;
            }

            if (Read(entry) is { } section)
            {
                sections.Add(section);
            }
            else if (!CanBeMissed(entry.Key, entries))
            {
                isWhole = false;
            }
        }

        return sections.ToEquatableArray();
    }

    private Section? Read(Entry entry)
        => Sections.Contains(entry.Key) ? SectionContent.Read(entry, diagnostics)
            : entry.Key == SectionNames.Recipe ? ReadRecipe(entry)
            : ValueWords.Map(entry, diagnostics) is { } tree ? new Section(entry.Key, null, entry.Key, entry.KeySpan, tree.Entries)
            : null;

    private Section? ReadRecipe(Entry entry)
    {
        if (entry.Value is Value.Text)
        {
            return new Section(SectionNames.Recipe, null, entry.Key, entry.KeySpan, [entry with { Key = RecipeKeys.Name.Name }]);
        }

        diagnostics.Add(ValueWords.Unexpected(entry.Value, entry.Key, "the name of a recipe, as in 'cifar-lt'"));
        return null;
    }

    /// <summary>Whether the other sections mean the same without one that could not be read.</summary>
    private static bool CanBeMissed(string section, EquatableArray<Entry> entries) => section switch
    {
        SectionNames.Rsg or SectionNames.Rebalance or SectionNames.Augmentation => true,
        SectionNames.Loss => Find(entries, BackboneKeys.Head.Name) is null,
        _ => false,
    };
}
