using System.Text;

namespace Rsg.Testing.SnapshotFiles;

/// <summary>What a failed comparison says: which files, what differs, and what to do.</summary>
internal static class SnapshotFailure
{
    private const int ShownLinesOfNewFile = 60;

    public static string Describe(SnapshotName name, List<SnapshotDifference> differences, List<string> leftover)
    {
        var text = new StringBuilder($"The snapshot of {name.Prefix} differs, in {name.Directory}:\n");
        foreach (var difference in differences)
        {
            var kind = difference.Verified is null ? "New:    " : "Changed:";
            text.Append($"  {kind} {Path.GetFileName(difference.VerifiedPath)}\n");
        }

        foreach (var path in leftover)
        {
            text.Append($"  Delete:  {Path.GetFileName(path)} (this run produced no such file)\n");
        }

        foreach (var difference in differences)
        {
            text.Append('\n');
            Append(text, difference);
        }

        return text.Append('\n')
            .Append("Look at each difference. If it is meant, run the test once more with ")
            .Append($"{SnapshotAcceptance.Variable}=1, or rename .received. to .verified. yourself; see docs/testing.md.\n")
            .ToString();
    }

    private static void Append(StringBuilder text, SnapshotDifference difference)
    {
        if (difference.Verified is null)
        {
            AppendNew(text, difference);
            return;
        }

        if (difference.Verified.Contains('\r', StringComparison.Ordinal))
        {
            text.Append($"{Path.GetFileName(difference.VerifiedPath)} has carriage returns; snapshots have LF alone. Does .gitattributes say so?\n");
        }

        text.Append(SnapshotDiff.Write(
            Path.GetFileName(difference.VerifiedPath),
            Path.GetFileName(difference.ReceivedPath),
            LineFeeds.Only(difference.Verified),
            difference.Received));
    }

    private static void AppendNew(StringBuilder text, SnapshotDifference difference)
    {
        var lines = difference.Received.Split('\n');
        text.Append($"+++ {Path.GetFileName(difference.ReceivedPath)}\n");
        foreach (var line in lines.Take(ShownLinesOfNewFile))
        {
            text.Append("  + ").Append(line).Append('\n');
        }

        if (lines.Length > ShownLinesOfNewFile)
        {
            text.Append($"  ... and {lines.Length - ShownLinesOfNewFile} lines more\n");
        }
    }
}
