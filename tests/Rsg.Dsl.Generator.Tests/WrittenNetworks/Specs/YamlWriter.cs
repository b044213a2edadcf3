using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Rsg.Dsl.Generator.Tests.WrittenNetworks.Specs;

/// <summary>Writes a model file as people do, the outer parts on lines of their own, and remembers where each piece stands.</summary>
internal sealed class YamlWriter
{
    private const int DeepestLines = 3;

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "true", "false", "null", "yes", "no", "on", "off" };

    private readonly StringBuilder text = new();
    private readonly Dictionary<Yaml, TextSpan> spans = [];

    public YamlWriter(YamlMap root) => WriteLines(root, indent: 0, depth: 0);

    public string Text => text.ToString();

    public LinePositionSpan PlaceOf(Yaml piece) => SourceText.From(Text).Lines.GetLinePositionSpan(spans[piece]);

    private void WriteLines(Yaml piece, int indent, int depth)
    {
        var start = text.Length + indent;
        switch (piece)
        {
            case YamlMap map:
                foreach (var (key, value) in map.Entries)
                {
                    text.Append(' ', indent);
                    Write(key);
                    text.Append(':');
                    WriteValue(value, indent, depth);
                }

                break;
            case YamlList list:
                foreach (var item in list.Items)
                {
                    text.Append(' ', indent).Append("- ");
                    Write(item);
                    text.Append('\n');
                }

                break;
        }

        spans[piece] = TextSpan.FromBounds(start, text.Length);
    }

    private void WriteValue(Yaml value, int indent, int depth)
    {
        if (depth < DeepestLines && value is YamlMap { Entries.Count: > 0 } or YamlList { Items.Count: > 0 })
        {
            text.Append('\n');
            WriteLines(value, indent + 2, depth + 1);
            return;
        }

        text.Append(' ');
        Write(value);
        text.Append('\n');
    }

    private void Write(Yaml piece)
    {
        var start = text.Length;
        switch (piece)
        {
            case YamlText { IsName: true, Text: var name } when Words.Contains(name):
                text.Append('"').Append(name).Append('"');
                break;
            case YamlText plain:
                text.Append(plain.Text);
                break;
            case YamlList list:
                text.Append('[');
                Separate(list.Items, Write);
                text.Append(']');
                break;
            case YamlMap map:
                text.Append("{ ");
                Separate(map.Entries, entry =>
                {
                    Write(entry.Key);
                    text.Append(": ");
                    Write(entry.Value);
                });
                text.Append(" }");
                break;
        }

        spans[piece] = TextSpan.FromBounds(start, text.Length);
    }

    private void Separate<T>(List<T> items, Action<T> write)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
            {
                text.Append(", ");
            }

            write(items[i]);
        }
    }
}
