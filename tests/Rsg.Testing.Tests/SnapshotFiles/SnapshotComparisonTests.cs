using System.Text;
using Rsg.Testing.SnapshotFiles;
using Xunit.Sdk;

namespace Rsg.Testing.Tests.SnapshotFiles;

public sealed class SnapshotComparisonTests : IDisposable
{
    private const string Text = "//HintName: A.cs\nclass A;\n";

    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    private readonly TempFolder folder = new();
    private readonly List<(string Received, string Verified)> shown = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_new_file_fails_says_what_to_do_and_leaves_the_exact_bytes()
    {
        var message = Fails(new SnapshotFile("#A", "cs", Text));

        Assert.Contains("  New:     T.M#A.verified.cs\n", message, StringComparison.Ordinal);
        Assert.Contains("+++ T.M#A.received.cs\n  + //HintName: A.cs\n  + class A;\n", message, StringComparison.Ordinal);
        Assert.Contains("RSG_ACCEPT_SNAPSHOTS=1", message, StringComparison.Ordinal);
        Assert.Equal(["T.M#A.received.cs"], folder.FileNames());
        Assert.Equal([.. Mark, .. Encoding.UTF8.GetBytes(Text)], File.ReadAllBytes(folder.File("T.M#A.received.cs")));
        Assert.Equal((folder.File("T.M#A.received.cs"), folder.File("T.M#A.verified.cs")), Assert.Single(shown));
    }

    [Fact]
    public void Renaming_the_received_file_accepts_it()
    {
        Fails(new SnapshotFile("#A", "cs", Text));
        File.Move(folder.File("T.M#A.received.cs"), folder.File("T.M#A.verified.cs"));

        Passes(new SnapshotFile("#A", "cs", Text));
        Assert.Equal(["T.M#A.verified.cs"], folder.FileNames());
    }

    [Fact]
    public void The_byte_order_mark_is_not_compared()
    {
        File.WriteAllText(folder.File("T.M#A.verified.cs"), Text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Passes(new SnapshotFile("#A", "cs", Text));
    }

    [Fact]
    public void An_empty_accepted_file_counts_as_none()
    {
        File.WriteAllBytes(folder.File("T.M#A.verified.cs"), []);
        Assert.Contains("  New:     T.M#A.verified.cs\n", Fails(new SnapshotFile("#A", "cs", Text)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//HintName: A.cs\r\nclass A;\r\n", "has carriage returns")]
    [InlineData("//HintName: A.cs\nclass A;", "Only T.M#A.received.cs ends with a line end.")]
    [InlineData("//HintName: A.cs\nclass A; \n", "-> class A; \n")]
    [InlineData("//HintName: a.cs\nclass A;\n", "- //HintName: a.cs\n")]
    public void Any_other_character_is_compared(string verified, string said)
    {
        File.WriteAllText(folder.File("T.M#A.verified.cs"), verified, new UTF8Encoding(true));

        var message = Fails(new SnapshotFile("#A", "cs", Text));
        Assert.Contains("  Changed: T.M#A.verified.cs\n", message, StringComparison.Ordinal);
        Assert.Contains(said.Replace("->", "-", StringComparison.Ordinal), message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_leftover_file_fails_even_when_all_others_agree()
    {
        Write("T.M#A.verified.cs", Text);
        Write("T.M#Gone.verified.cs", "//");
        Write("T.M.verified.txt", "{}");

        var message = Fails(new SnapshotFile("#A", "cs", Text));
        Assert.Contains("  Delete:  T.M#Gone.verified.cs", message, StringComparison.Ordinal);
        Assert.Contains("  Delete:  T.M.verified.txt", message, StringComparison.Ordinal);
        Assert.DoesNotContain("T.M#A", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_files_passes_only_without_accepted_files()
    {
        Passes();
        Write("T.M.verified.txt", "{}");
        Fails();
    }

    [Fact]
    public void Files_of_a_test_whose_name_begins_alike_are_left_alone()
    {
        Write("T.M2#A.verified.cs", "//");
        Write("T.M_x=1#A.verified.cs", "//");
        Write("T.M2#A.received.cs", "//");
        Write("T.M_x=1.received.txt", "//");

        Passes();
        Assert.Equal(["T.M2#A.received.cs", "T.M2#A.verified.cs", "T.M_x=1#A.verified.cs", "T.M_x=1.received.txt"], folder.FileNames());
    }

    [Fact]
    public void Received_files_of_an_earlier_run_are_removed()
    {
        Write("T.M#Old.received.cs", "//");
        Write("T.M.received.txt", "{}");

        Passes();
        Assert.Empty(folder.FileNames());
    }

    [Fact]
    public void A_prefix_that_is_used_twice_fails()
    {
        var comparison = new SnapshotComparison(new UsedPrefixes(), new(false, false), (_, _) => { });
        comparison.Verify(new(folder.Path, "T.M"), []);
        Assert.Throws<InvalidOperationException>(() => comparison.Verify(new(folder.Path, "T.M"), []));
    }

    [Fact]
    public void An_accepting_run_writes_what_it_received_and_deletes_what_is_left_over()
    {
        Write("T.M#A.verified.cs", "old");
        Write("T.M#Gone.verified.cs", "//");

        Compare(new(Asked: true, OnBuildServer: false), new SnapshotFile("#A", "cs", Text), new SnapshotFile("", "txt", "{\n}"));

        Assert.Equal(["T.M#A.verified.cs", "T.M.verified.txt"], folder.FileNames());
        Assert.Equal([.. Mark, .. Encoding.UTF8.GetBytes(Text)], File.ReadAllBytes(folder.File("T.M#A.verified.cs")));
        Assert.Equal([.. Mark, .. "{\n}"u8], File.ReadAllBytes(folder.File("T.M.verified.txt")));
        Assert.Empty(shown);
        Passes(new SnapshotFile("#A", "cs", Text), new SnapshotFile("", "txt", "{\n}"));
    }

    [Fact]
    public void A_build_server_accepts_nothing()
    {
        Write("T.M#A.verified.cs", "old");

        var error = Assert.Throws<InvalidOperationException>(() => Compare(new(Asked: true, OnBuildServer: true), new SnapshotFile("#A", "cs", Text)));
        Assert.Contains("RSG_ACCEPT_SNAPSHOTS is set on a build server", error.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(folder.File("T.M#A.verified.cs")));
    }

    private void Write(string name, string text) => SnapshotEncoding.Write(folder.File(name), text);

    private void Passes(params SnapshotFile[] files) => Compare(new(Asked: false, OnBuildServer: false), files);

    private string Fails(params SnapshotFile[] files) =>
        Assert.Throws<FailException>(() => Compare(new(Asked: false, OnBuildServer: false), files)).Message;

    private void Compare(SnapshotAcceptance acceptance, params SnapshotFile[] files) =>
        new SnapshotComparison(new UsedPrefixes(), acceptance, (received, verified) => shown.Add((received, verified)))
            .Verify(new(folder.Path, "T.M"), files);
}
