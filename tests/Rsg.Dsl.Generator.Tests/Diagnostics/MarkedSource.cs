using Microsoft.CodeAnalysis.Text;

namespace Rsg.Dsl.Generator.Tests.Diagnostics;

/// <summary>A source text in which <c>[|</c> and <c>|]</c> stand around the place that a diagnostic is to name.</summary>
internal sealed record MarkedSource(string Text, LinePositionSpan? Place)
{
    public static MarkedSource Parse(string marked)
    {
        var start = marked.IndexOf("[|", StringComparison.Ordinal);
        if (start < 0)
        {
            return new(marked, null);
        }

        var withoutStart = marked.Remove(start, 2);
        var end = withoutStart.IndexOf("|]", start, StringComparison.Ordinal);
        var text = withoutStart.Remove(end, 2);
        return new(text, SourceText.From(text).Lines.GetLinePositionSpan(TextSpan.FromBounds(start, end)));
    }
}
