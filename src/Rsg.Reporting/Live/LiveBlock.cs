using Spectre.Console;
using Spectre.Console.Rendering;

namespace Rsg.Reporting.Live;

/// <summary>
/// Lines at the end of a terminal that are written over again and again. The cursor always stands in the line below them and is never hidden,
/// so that nothing is to be put in order when the program ends, however it ends.
/// </summary>
internal sealed class LiveBlock(IAnsiConsole console)
{
    private const string EraseToEndOfLine = "\u001b[K";
    private const string EraseBelow = "\u001b[J";

    private int shownLines;
    private int shownWidth;

    /// <summary>Writes the lines over those that were shown before.</summary>
    /// <param name="lines">The lines; of too many for the terminal's height, the first.</param>
    public void Show(IReadOnlyList<LiveLine> lines) => Write([], [.. lines.Take(Math.Max(1, console.Profile.Height - 1))]);

    /// <summary>Writes a line that stays above the block; the block is shown again with the next <see cref="Show"/>.</summary>
    public void WriteAbove(LiveLine line) => Write([line], []);

    /// <summary>What is shown stays; the next lines come below.</summary>
    public void Keep() => shownLines = 0;

    private void Write(LiveLine[] above, LiveLine[] block)
    {
        // One column stays free: some terminals go on to the next line when the last one is filled.
        int width = Math.Max(1, console.Profile.Width - 1);
        var segments = new List<Segment>();
        if (shownLines > 0)
        {
            // In a terminal that became narrower the old lines take more lines than were counted; what stands there stays.
            segments.Add(Segment.Control(width >= shownWidth ? FormattableString.Invariant($"\u001b[{shownLines}A\r") : "\r"));
        }

        foreach (LiveLine line in above.Concat(block))
        {
            segments.AddRange(line.Within(width));
            segments.Add(Segment.Control(EraseToEndOfLine));
            segments.Add(Segment.LineBreak);
        }

        segments.Add(Segment.Control(EraseBelow));

        // In one piece: Spectre.Console would write segment by segment, and a terminal might show half a display.
        TextWriter output = console.Profile.Out.Writer;
        output.Write(console.ToAnsi(new Segments(segments)));
        output.Flush();
        shownLines = block.Length;
        shownWidth = width;
    }

    /// <summary>Segments as they are.</summary>
    private sealed class Segments(IReadOnlyList<Segment> segments) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => new(maxWidth, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => segments;
    }
}
