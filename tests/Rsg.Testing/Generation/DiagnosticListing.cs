using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Rsg.Testing.Generation;

/// <summary>Diagnostics as a person reads them in a failed test: place, ID, message, and the line with the span underlined.</summary>
internal static class DiagnosticListing
{
    public static string Write(IEnumerable<Diagnostic> diagnostics)
    {
        var text = new StringBuilder();
        foreach (var diagnostic in diagnostics)
        {
            text.Append("  ").Append(CSharpDiagnosticFormatter.Instance.Format(diagnostic, CultureInfo.InvariantCulture)).Append('\n');
            AppendLine(text, diagnostic.Location);
        }

        return text.ToString();
    }

    private static void AppendLine(StringBuilder text, Location location)
    {
        if (location.SourceTree is not { } tree)
        {
            return;
        }

        var span = location.GetLineSpan();
        var line = tree.GetText().Lines[span.StartLinePosition.Line].ToString();
        var start = span.StartLinePosition.Character;
        var end = span.EndLinePosition.Line == span.StartLinePosition.Line ? span.EndLinePosition.Character : line.Length;

        // Tabs stay tabs in the margin, so that the carets stand below what they mean.
        var margin = string.Concat(line.Take(start).Select(character => character == '\t' ? '\t' : ' '));
        text.Append("    | ").Append(line).Append('\n');
        text.Append("    | ").Append(margin).Append('^', Math.Max(1, end - start)).Append('\n');
    }
}
