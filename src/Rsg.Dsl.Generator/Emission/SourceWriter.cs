using System.Text;

namespace Rsg.Dsl.Emission;

/// <summary>Writes indented C# with "\n" line ends.</summary>
internal sealed class SourceWriter
{
    private const int SpacesPerLevel = 4;

    private readonly StringBuilder text = new();
    private int level;

    /// <summary>Writes a line, or each line of a text of several.</summary>
    public void Line(string line)
    {
        foreach (var part in line.Split('\n'))
        {
            if (part.Length > 0)
            {
                text.Append(' ', level * SpacesPerLevel).Append(part);
            }

            text.Append('\n');
        }
    }

    /// <summary>Writes an empty line.</summary>
    public void Line() => text.Append('\n');

    /// <summary>Opens a brace; disposing closes it.</summary>
    public Block Braces(string? header = null, string end = "}")
    {
        if (header is not null)
        {
            Line(header);
        }

        Line("{");
        level++;
        return new Block(this, end);
    }

    /// <summary>Indents lines that belong to the one before.</summary>
    public Block Indented()
    {
        level++;
        return new Block(this, null);
    }

    /// <summary>Puts what another writer wrote here, at this writer's indentation.</summary>
    public void Append(SourceWriter other) => Line(other.ToString().TrimEnd('\n'));

    public override string ToString() => text.ToString();

    /// <summary>An indented part of the text.</summary>
    public readonly struct Block(SourceWriter writer, string? end) : IDisposable
    {
        public void Dispose()
        {
            writer.level--;
            if (end is not null)
            {
                writer.Line(end);
            }
        }
    }
}
