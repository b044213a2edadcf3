using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Rsg.Reporting.Live;

/// <summary>One line of the display: texts with styles, left to right, the most important first, because a narrow terminal shows only the beginning.</summary>
internal sealed class LiveLine
{
    public static readonly Style Strong = new(decoration: Decoration.Bold);
    public static readonly Style Quiet = new(Color.Grey);
    public static readonly Style PhaseOne = new(Color.DeepSkyBlue2);
    public static readonly Style PhaseTwo = new(Color.Orange1);

    private readonly List<(Segment Segment, bool IsWhole)> segments = [];

    public static Style Of(int phase) => phase == 2 ? PhaseTwo : PhaseOne;

    /// <summary>Adds words, of which a narrow terminal may show the beginning.</summary>
    public LiveLine Add(string text, Style? style = null) => Add(text, style, isWhole: false);

    /// <summary>Adds a number, which is shown whole or not at all.</summary>
    public LiveLine AddWhole(string text, Style? style = null) => Add(text, style, isWhole: true);

    /// <summary>The line, cut where the terminal ends.</summary>
    public IReadOnlyList<Segment> Within(int width)
    {
        var shown = new List<Segment>();
        foreach ((Segment segment, bool isWhole) in segments)
        {
            int room = width - Segment.CellCount(shown);
            if (segment.CellCount() > room)
            {
                if (!isWhole)
                {
                    shown.Add(new Segment(FirstColumns(segment.Text, room), segment.Style));
                }

                break;
            }

            shown.Add(segment);
        }

        return shown;
    }

    private static string FirstColumns(string text, int columns)
    {
        var graphemes = new StringInfo(text);
        int length = Math.Min(columns, graphemes.LengthInTextElements);
        while (length > 0 && new Segment(graphemes.SubstringByTextElements(0, length)).CellCount() > columns)
        {
            length--; // some take two columns
        }

        return length <= 0 ? "" : graphemes.SubstringByTextElements(0, length);
    }

    private LiveLine Add(string text, Style? style, bool isWhole)
    {
        segments.Add((new Segment(text, style ?? Style.Plain), isWhole));
        return this;
    }
}
