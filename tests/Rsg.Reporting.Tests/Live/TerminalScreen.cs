using System.Buffers;
using System.Globalization;
using System.Text;

namespace Rsg.Reporting.Tests.Live;

/// <summary>Follows the few sequences by which a display moves the cursor and erases, as a terminal of endless size would; others than these are an error.</summary>
internal static class TerminalScreen
{
    private static readonly SearchValues<char> Ends = SearchValues.Create("ABCDJKm");

    public static string[] Of(string written)
    {
        var lines = new List<StringBuilder> { new() };
        (int row, int column) = (0, 0);
        for (int i = 0; i < written.Length; i++)
        {
            switch (written[i])
            {
                case '\n':
                    (row, column) = (row + 1, 0);
                    while (lines.Count <= row)
                    {
                        lines.Add(new StringBuilder());
                    }

                    break;
                case '\r':
                    column = 0;
                    break;
                case '\u001b':
                    Assert.Equal('[', written[i + 1]);
                    int end = written.AsSpan(i).IndexOfAny(Ends) + i;
                    string parameter = written[(i + 2)..end];
                    i = end;
                    switch (written[end])
                    {
                        case 'm':
                            break;
                        case 'A':
                            row -= int.Parse(parameter, CultureInfo.InvariantCulture);
                            Assert.InRange(row, 0, int.MaxValue);
                            break;
                        case 'K':
                            lines[row].Length = Math.Min(lines[row].Length, column);
                            break;
                        case 'J':
                            lines[row].Length = Math.Min(lines[row].Length, column);
                            lines.RemoveRange(row + 1, lines.Count - row - 1);
                            break;
                        default:
                            Assert.Fail($"A sequence that ends with {written[end]}.");
                            break;
                    }

                    break;
                default:
                    if (column < lines[row].Length)
                    {
                        lines[row][column] = written[i];
                    }
                    else
                    {
                        lines[row].Append(' ', column - lines[row].Length).Append(written[i]);
                    }

                    column++;
                    break;
            }
        }

        return [.. lines.Select(line => line.ToString()).SkipLast(1)];
    }
}
