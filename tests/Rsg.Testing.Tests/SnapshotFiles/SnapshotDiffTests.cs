using Rsg.Testing.SnapshotFiles;

namespace Rsg.Testing.Tests.SnapshotFiles;

public class SnapshotDiffTests
{
    [Fact]
    public void A_change_stands_between_three_lines_of_context_with_the_numbers_of_both_sides()
    {
        var verified = Lines(1, 12);
        var received = verified.Replace("line 6\n", "line six\nline six and a half\n", StringComparison.Ordinal);

        Assert.Equal(
            "--- old\n" +
            "+++ new\n" +
            "@@ line 3 @@\n" +
            "    3     3   line 3\n" +
            "    4     4   line 4\n" +
            "    5     5   line 5\n" +
            "    6       - line 6\n" +
            "          6 + line six\n" +
            "          7 + line six and a half\n" +
            "    7     8   line 7\n" +
            "    8     9   line 8\n" +
            "    9    10   line 9\n",
            SnapshotDiff.Write("old", "new", verified, received));
    }

    [Fact]
    public void Changes_far_apart_have_hunks_of_their_own_and_near_ones_share_one()
    {
        var verified = Lines(1, 40);
        var far = verified.Replace("line 5\n", "", StringComparison.Ordinal).Replace("line 30\n", "line thirty\n", StringComparison.Ordinal);
        var near = verified.Replace("line 5\n", "", StringComparison.Ordinal).Replace("line 10\n", "line ten\n", StringComparison.Ordinal);

        Assert.Equal(2, Hunks(SnapshotDiff.Write("old", "new", verified, far)));
        Assert.Contains("@@ line 27 @@\n   27    26   line 27\n", SnapshotDiff.Write("old", "new", verified, far), StringComparison.Ordinal);
        Assert.Equal(1, Hunks(SnapshotDiff.Write("old", "new", verified, near)));
        Assert.DoesNotContain("line 14\n", SnapshotDiff.Write("old", "new", verified, near), StringComparison.Ordinal);
    }

    [Fact]
    public void White_space_counts() => Assert.Contains(
        "    1       -   a\n          1 +     a\n",
        SnapshotDiff.Write("old", "new", "  a\n", "    a\n"),
        StringComparison.Ordinal);

    private static int Hunks(string diff) => diff.Split('\n').Count(line => line.StartsWith("@@", StringComparison.Ordinal));

    private static string Lines(int first, int count) =>
        string.Concat(Enumerable.Range(first, count).Select(number => FormattableString.Invariant($"line {number}\n")));
}
