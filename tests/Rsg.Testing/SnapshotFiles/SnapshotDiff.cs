using System.Globalization;
using System.Text;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Rsg.Testing.SnapshotFiles;

/// <summary>A unified diff with the line numbers of both sides and three lines around each change.</summary>
internal static class SnapshotDiff
{
    private const int Context = 3;

    public static string Write(string verifiedName, string receivedName, string verified, string received)
    {
        var lines = Number(InlineDiffBuilder.Diff(verified, received, ignoreWhiteSpace: false).Lines);
        var text = new StringBuilder($"--- {verifiedName}\n+++ {receivedName}\n");
        var shownUntil = 0;
        for (var index = 0; index < lines.Count; index++)
        {
            if (lines[index].Sign == ' ' || index < shownUntil)
            {
                continue;
            }

            var start = Math.Max(shownUntil, index - Context);
            var end = EndOfHunk(lines, index);
            if (start > shownUntil || shownUntil == 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"@@ line {lines[start].Old ?? lines[start].New} @@\n");
            }

            lines.GetRange(start, end - start).ForEach(line => text.Append(
                CultureInfo.InvariantCulture,
                $"{line.Old,5} {line.New,5} {line.Sign} {line.Text}\n"));
            shownUntil = end;
        }

        if (verified.EndsWith('\n') != received.EndsWith('\n'))
        {
            text.Append($"Only {(verified.EndsWith('\n') ? verifiedName : receivedName)} ends with a line end.\n");
        }

        return text.ToString();
    }

    // Changes that lie closer together than twice the context share a hunk.
    private static int EndOfHunk(List<Line> lines, int change)
    {
        var end = change;
        for (var index = change; index < lines.Count && index <= end + (2 * Context); index++)
        {
            if (lines[index].Sign != ' ')
            {
                end = index;
            }
        }

        return Math.Min(lines.Count, end + Context + 1);
    }

    private static List<Line> Number(List<DiffPiece> pieces)
    {
        var (old, @new) = (0, 0);
        return
        [
            .. pieces.Select(piece => piece.Type switch
            {
                ChangeType.Deleted => new Line(++old, null, '-', piece.Text),
                ChangeType.Inserted => new Line(null, ++@new, '+', piece.Text),
                _ => new Line(++old, ++@new, ' ', piece.Text),
            }),
        ];
    }

    private sealed record Line(int? Old, int? New, char Sign, string Text);
}
