using Microsoft.CodeAnalysis.Text;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>The text of a model file, and the places in it.</summary>
/// <param name="Path">Where the file lies.</param>
/// <param name="Text">What it says.</param>
internal sealed record YamlSource(string Path, SourceText Text)
{
    /// <summary>The place between two offsets; an offset beyond the text is its end.</summary>
    public SourceSpan SpanOf(int start, int end)
    {
        var first = Math.Min(Math.Max(start, 0), Text.Length);
        var span = TextSpan.FromBounds(first, Math.Min(Math.Max(end, first), Text.Length));
        return new SourceSpan(Path, span, Text.Lines.GetLinePositionSpan(span));
    }

    /// <summary>The place of one character.</summary>
    public SourceSpan SpanOf(int position) => SpanOf(position, position + 1);
}
