namespace Rsg.Reporting.Live;

/// <summary>A bar of progress in two colours: up to the beginning of phase 2 and from there on, with a mark between the two.</summary>
internal static class PhaseBar
{
    /// <summary>Adds a bar to a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="width">Columns; nothing is added where there are fewer than 4.</param>
    /// <param name="done">The share that is done, in [0, 1].</param>
    /// <param name="boundary">Where phase 2 begins, as a share; <see langword="null"/> where the whole bar is of <paramref name="phase"/>.</param>
    /// <param name="phase">The phase of a bar without a boundary.</param>
    /// <param name="isUnicode">Whether the terminal shows more than ASCII.</param>
    public static void Add(LiveLine line, int width, double done, double? boundary, int phase, bool isUnicode)
    {
        if (width < 4)
        {
            return;
        }

        (char full, char empty, string mark) = isUnicode ? ('\u2501', '\u2500', "\u253f") : ('#', '-', "|");
        int filled = (int)Math.Round(Math.Clamp(done, 0, 1) * width);
        if (boundary is not double share || share <= 0 || share >= 1)
        {
            Add(0, width, boundary <= 0 ? 2 : phase);
            return;
        }

        int first = Math.Clamp((int)Math.Round(share * width), 1, width - 2);
        Add(0, first, phase: 1);
        line.Add(mark, LiveLine.PhaseTwo);
        Add(first + 1, width, phase: 2);

        void Add(int from, int to, int phase)
        {
            int end = Math.Clamp(filled, from, to);
            line.Add(new string(full, end - from), LiveLine.Of(phase));
            line.Add(new string(empty, to - end), LiveLine.Quiet);
        }
    }
}
