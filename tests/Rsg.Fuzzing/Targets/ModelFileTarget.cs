using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Rsg.Dsl.Declarations.Yaml;

namespace Rsg.Fuzzing.Targets;

/// <summary>A model file, read alone and not generated from: hundreds of times as many inputs as <see cref="YamlTarget"/> tries.</summary>
public sealed partial class ModelFileTarget : FuzzTarget
{
    /// <inheritdoc/>
    public override string Name => "model-file";

    /// <inheritdoc/>
    public override string FileName => ModelFiles.FileName;

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds => ModelFiles.Seeds;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Words => ModelFiles.Words;

    /// <summary>Positions of tokens and values.</summary>
    public override int MemoryPerByte => 4096;

    /// <inheritdoc/>
    public override int InputsInTests => 20_000;

    /// <inheritdoc/>
    public override bool IsRefusal(Exception failure) => false;

    /// <inheritdoc/>
    public override void Read(string path)
    {
        string text = File.ReadAllText(path);
        ModelFile file = YamlReader.Read(new MemoryFile(text), CancellationToken.None);
        foreach (var problem in file.Diagnostics)
        {
            if (problem.Span is not { } span || span.Span.Start < 0 || span.Span.End < span.Span.Start || span.Span.End > text.Length
                || span.Lines != SourceText.From(text).Lines.GetLinePositionSpan(span.Span))
            {
                throw new FindingException($"{problem.Descriptor.Id} has no place in the file.");
            }
        }

        // A name that gets into code is one, and a file that names none says why.
        var models = file.Content?.Models ?? [];
        if (models.FirstOrDefault(model => !NamePattern().IsMatch(model.Name) || !NamespacePattern().IsMatch(model.Namespace)) is { } wrong)
        {
            throw new FindingException($"'{wrong.Namespace}' or '{wrong.Name}' is no name.");
        }

        if (models.Count == 0 && file.Diagnostics.Count == 0)
        {
            throw new FindingException("There is no model in the file, and nothing is said.");
        }

        Said = string.Join(' ', file.Diagnostics.Select(problem => problem.Descriptor.Id).Distinct().Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"\A[\p{L}_][\p{L}\p{Nd}_]*\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\A([\p{L}_][\p{L}\p{Nd}_]*(\.[\p{L}_][\p{L}\p{Nd}_]*)*)?\z")]
    private static partial Regex NamespacePattern();

    private sealed class MemoryFile(string text) : AdditionalText
    {
        public override string Path => ModelFiles.FileName;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
