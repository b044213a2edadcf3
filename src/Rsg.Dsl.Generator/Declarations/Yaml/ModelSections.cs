using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>Reads the sections of one model, each handed on as it was said.</summary>
/// <param name="start">Where the file begins.</param>
/// <param name="isWhole">Whether all of the keys could be read; one that is missing may otherwise only not have been read.</param>
/// <param name="diagnostics">Takes every problem.</param>
internal sealed class ModelSections(SourceSpan start, bool isWhole, List<DiagnosticInfo> diagnostics)
{
    private static readonly string[] Sections = [SectionNames.Rsg, SectionNames.Loss, SectionNames.Rebalance, SectionNames.Train, SectionNames.Augmentation];
    private static readonly string[] Trees = [SectionNames.Blocks, SectionNames.Network];

    /// <summary>Whether nothing is missing that could not be read.</summary>
    public bool IsWhole => isWhole;

    public EquatableArray<Section> Read(EquatableArray<Entry> entries)
    {
        var sections = ReadSections(entries);
        if (isWhole && !sections.Any(static section => section.Name is SectionNames.Network || section.Find(BackboneKeys.Name.Name) is not null))
        {
            isWhole = false;
            if (!entries.Any(static entry => entry.Key is SectionNames.Backbone or SectionNames.Network))
            {
                diagnostics.Add(DiagnosticInfo.At(
                    entries.Find(FileKeys.Model.Name)?.KeySpan ?? start, DiagnosticDescriptors.KeyMissing, SectionNames.Backbone, "say which network it is, as in 'backbone: resnet32', or write one under 'network:'"));
            }
        }

        return sections.ToEquatableArray();
    }

    private List<Section> ReadSections(EquatableArray<Entry> entries)
    {
        var sections = new List<Section>();
        if (BackboneSection.Read(entries, diagnostics) is { } backbone)
        {
            sections.Add(backbone);
        }

        foreach (var entry in entries)
        {
            if ((!Trees.Contains(entry.Key) && !Sections.Contains(entry.Key) && entry.Key != SectionNames.Recipe) || IsLeftOut(entry))
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

        return sections;
    }

    private static bool IsLeftOut(Entry entry) => entry.Value is Value.Text { Content: FileKeys.None } && FileKeys.CanBeNone.Contains(entry.Key);

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
        SectionNames.Loss => entries.Find(BackboneKeys.Head.Name) is null,
        _ => false,
    };
}
