using Rsg.Data;

namespace Rsg.Runtime.Tests.Data;

public sealed class LineReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Lines of many lengths, so that some lie across what is read at once, and their two ends too.</summary>
    [Theory]
    [InlineData("\n", true)]
    [InlineData("\r\n", true)]
    [InlineData("\r\n", false)]
    public void Lines_are_those_that_were_written(string end, bool isLastEnded)
    {
        var random = new Random(1);
        string[] lines = [.. Enumerable.Range(0, 2000).Select(line => line % 500 == 1 ? new string('x', 32_700) : new string((char)('a' + (line % 26)), 1 + random.Next(300)))];
        string file = folder.Write("list.txt", string.Join(end, lines) + (isLastEnded ? end : ""));

        Assert.Equal(lines, Read(file));
    }

    [Fact]
    public void A_blank_line_is_a_line_and_an_empty_file_has_none()
    {
        Assert.Equal(["", "a", ""], Read(folder.Write("list.txt", "\na\n\r\n")));
        Assert.Empty(Read(folder.Write("list.txt", "")));
    }

    [Fact]
    public void A_line_may_have_32768_characters_and_no_more()
    {
        Assert.Equal(32_768, Read(folder.Write("list.txt", "a\n" + new string('x', 32_768) + "\nb"))[1].Length);

        var error = Assert.Throws<InvalidDataException>(() => Read(folder.Write("list.txt", "a\n" + new string('x', 32_769) + "\nb")));
        Assert.Contains("line 2: the line is longer than 32768 characters", error.Message, StringComparison.Ordinal);
    }

    private static List<string> Read(string file)
    {
        using var reader = new LineReader(file);
        var lines = new List<string>();
        while (reader.TryRead(out ReadOnlySpan<char> line))
        {
            lines.Add(line.ToString());
        }

        return lines;
    }
}
