using System.Text;
using Microsoft.CodeAnalysis;

namespace Rsg.Testing.SnapshotFiles;

/// <summary>A place in a file: for C# the lines around it with the span underlined, then path and positions, counted from 0.</summary>
internal static class LocationText
{
    public static void Write(LooseJsonWriter writer, Location location)
    {
        var span = location.GetMappedLineSpan();
        if (location.SourceTree is { } tree)
        {
            writer.Comment(Underlined(tree, location, span));
        }

        writer.Value($"{span.Path.Replace('/', '\\')}: {span.Span}");
    }

    private static string Underlined(SyntaxTree tree, Location location, FileLinePositionSpan span)
    {
        var text = new StringBuilder("\n");
        var lines = tree.GetText().Lines;
        var last = Math.Min(span.EndLinePosition.Line + 1, lines.Count - 1);
        for (var index = Math.Max(span.StartLinePosition.Line - 1, 0); index <= last; index++)
        {
            var line = lines[index];
            text.Append(line.ToString()).Append('\n');

            // An empty intersection counts too: it leaves a line of spaces.
            if (line.Span.Intersection(location.SourceSpan) is { } touched)
            {
                text.Append(' ', touched.Start - line.Start).Append('^', touched.Length).Append('\n');
            }
        }

        return LineFeeds.Only(text.ToString());
    }
}
