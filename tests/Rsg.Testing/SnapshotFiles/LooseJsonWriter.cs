using System.Text;

namespace Rsg.Testing.SnapshotFiles;

/// <summary>
/// JSON for people: no quotes, no escapes, two spaces for each level; a value of several lines starts on a line of its own, and
/// a value that is a Guid is counted, because it would differ in every run.
/// </summary>
internal sealed class LooseJsonWriter
{
    private readonly StringBuilder text = new();
    private readonly Dictionary<Guid, int> guids = [];
    private int level;
    private bool first = true;
    private bool afterName;

    public void StartObject() => Start('{');

    public void EndObject() => End('}');

    public void StartArray() => Start('[');

    public void EndArray() => End(']');

    public void Member(string name, string value)
    {
        Name(name);
        Value(value);
    }

    public void Name(string name)
    {
        StartItem();
        text.Append(name).Append(':');
        afterName = true;
    }

    public void Value(string value)
    {
        if (!afterName)
        {
            StartItem();
        }

        value = LineFeeds.Only(Counted(value));
        if (!value.Contains('\n', StringComparison.Ordinal))
        {
            if (afterName)
            {
                text.Append(' ');
            }
        }
        else if (value[0] != '\n')
        {
            text.Append('\n');
        }

        text.Append(value);
        afterName = false;
    }

    /// <summary>A comment before the value that follows, which then stands on the line after it.</summary>
    public void Comment(string comment) => text.Append(" /*").Append(comment).Append("*/\n");

    public override string ToString() => text.ToString();

    private void Start(char bracket)
    {
        if (afterName)
        {
            text.Append(' ');
        }
        else
        {
            StartItem();
        }

        text.Append(bracket);
        level++;
        first = true;
        afterName = false;
    }

    private void End(char bracket)
    {
        level--;
        text.Append('\n').Append(' ', 2 * level).Append(bracket);
        first = false;
    }

    private void StartItem()
    {
        if (level == 0)
        {
            return;
        }

        text.Append(first ? "\n" : ",\n").Append(' ', 2 * level);
        first = false;
    }

    private string Counted(string value)
    {
        if (!Guid.TryParseExact(value, "D", out var guid))
        {
            return value;
        }

        if (guid == Guid.Empty)
        {
            return "Guid_Empty";
        }

        if (!guids.TryGetValue(guid, out var number))
        {
            guids.Add(guid, number = guids.Count + 1);
        }

        return FormattableString.Invariant($"Guid_{number}");
    }
}
