using Rsg.Dsl.Collections;
using Rsg.Dsl.Declarations.Yaml.Variants;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>Reads the top keys of a model file: which classes it is, and what it says of each.</summary>
/// <param name="source">The file.</param>
/// <param name="isWhole">Whether all of it could be read; a key that is missing may otherwise only not have been read.</param>
/// <param name="diagnostics">Takes every problem.</param>
internal sealed class ModelKeys(YamlSource source, bool isWhole, List<DiagnosticInfo> diagnostics)
{
    /// <summary>Every key that may stand at the top of a file.</summary>
    public static readonly IReadOnlyList<string> All = [.. FileKeys.All.Select(static key => key.Name)];

    /// <summary>What the file declares, or <c>null</c> where it does not name a class that can be.</summary>
    public FileContent? Read(Value? root)
    {
        if (root is not Value.Map { Entries: var written } || written.Count == 0)
        {
            if (isWhole)
            {
                diagnostics.Add(DiagnosticInfo.At(root?.Span ?? source.SpanOf(0, 0), DiagnosticDescriptors.NotMapping, root is null or Value.Nothing ? "empty" : ValueWords.Describe(root)));
            }

            return null;
        }

        var entries = TopKeys.Read(written, "A model file", All, diagnostics);
        var name = ReadName(entries, written[0].KeySpan);
        var space = ReadNamespace(entries);
        var names = new FileNames(name, space, source.SpanOf(0, 0));
        var content = entries.Find(MatrixKeys.Name) is { } matrix
            ? new Expansion(names, entries, isWhole, diagnostics).Read(matrix)
            : new FileContent([names.Declare(name?.Content ?? "", entries, isWhole, diagnostics)], null);

        // A namespace that cannot be leaves the class without a place, as a name that cannot be leaves it without itself.
        return name is null || (space is null && entries.Find(FileKeys.Namespace.Name) is not null) ? null : content;
    }

    private Value.Text? ReadName(EquatableArray<Entry> entries, SourceSpan start)
    {
        if (entries.Find(FileKeys.Model.Name) is not { } entry)
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
        => entries.Find(FileKeys.Namespace.Name) is { } entry ? ReadIdentifier(entry, ClassName.RefuseNamespace, "Factory.Vision") : null;

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
}
