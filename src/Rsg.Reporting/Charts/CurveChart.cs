using System.Globalization;
using Rsg.Reporting.Drawing;

namespace Rsg.Reporting.Charts;

/// <summary>A number over the epochs, with a mark where phase 2 begins.</summary>
internal static class CurveChart
{
    private const double Width = 360;
    private const double Height = 236;
    private const double Left = 52;
    private const double Right = 14;
    private const double Top = 40;
    private const double Bottom = 34;

    /// <summary>Draws.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="series">The lines; those without a point are left out.</param>
    /// <param name="epochs">The last epoch of the axis.</param>
    /// <param name="phaseTwo">The first epoch of phase 2, counted from 1, where all have it in common.</param>
    /// <param name="isShare">Whether the numbers are shares, which are written in %.</param>
    public static Picture Draw(string title, IReadOnlyList<CurveSeries> series, int epochs, int? phaseTwo, bool isShare)
    {
        CurveSeries[] shown = [.. series.Where(line => line.Points.Count > 0)];
        double[] values = [.. shown.SelectMany(line => line.Points).Select(point => point.Value)];
        double[] ticks = Ticks.Linear(isShare ? values.Min() : Math.Min(0, values.Min()), values.Max(), 4);
        if (isShare)
        {
            ticks = Ticks.Linear(Math.Max(0, ticks[0]), Math.Min(1, ticks[^1]), 4);
        }

        var picture = new Picture(Width, Height, Describe(title, shown, isShare));
        picture.Add(new TextShape(0, 14, title, Anchor.Start, Ink.Text, 13, IsStrong: true));
        foreach (double tick in ticks)
        {
            picture.Add(new LineShape(Left, Y(tick), Width - Right, Y(tick), Ink.Line));
            picture.Add(new TextShape(Left - 8, Y(tick) + 4, isShare ? Ticks.Text(Math.Round(100 * tick, 6)) + " %" : Ticks.Text(tick), Anchor.End, Ink.Muted, 11));
        }

        foreach (int epoch in Ticks.Whole(1, Math.Max(2, epochs), 6).Append(1).Distinct())
        {
            picture.Add(new TextShape(X(epoch), Height - Bottom + 18, epoch.ToString(CultureInfo.InvariantCulture), Anchor.Middle, Ink.Muted, 11));
        }

        picture.Add(new TextShape(Width - Right, Height - 2, "epoch", Anchor.End, Ink.Muted, 11));
        if (phaseTwo is int first && first >= 1 && first <= epochs)
        {
            double x = first == 1 ? X(1) : (X(first) + X(first - 1)) / 2;
            picture.Add(new LineShape(x, Top - 8, x, Height - Bottom, Ink.Muted, 1, IsDashed: true));
            bool isRoomBehind = x < Width - Right - 60;
            picture.Add(new TextShape(x + (isRoomBehind ? 5 : -5), Top - 10, "phase 2", isRoomBehind ? Anchor.Start : Anchor.End, Ink.Muted, 11));
        }

        foreach (CurveSeries line in shown)
        {
            picture.Add(new PathShape([.. line.Points.Select(point => (X(point.Epoch), Y(point.Value)))], line.Ink, 2, line.IsDashed));
            (int epoch, double value) = line.Points[^1];
            picture.Add(new DotShape(X(epoch), Y(value), 3.5, line.Ink, $"{line.Name}, epoch {epoch}: {Text(value, isShare)}"));
        }

        return picture;

        double X(double epoch) => Left + ((epoch - 1) / Math.Max(1, epochs - 1) * (Width - Left - Right));

        double Y(double value) => Height - Bottom - ((value - ticks[0]) / (ticks[^1] - ticks[0]) * (Height - Top - Bottom));
    }

    private static string Describe(string title, CurveSeries[] series, bool isShare) =>
        $"{title} by epoch. " + string.Join("; ", series.Select(line => $"{line.Name}: {Text(line.Points[^1].Value, isShare)} after epoch {line.Points[^1].Epoch}")) + ".";

    private static string Text(double value, bool isShare) =>
        isShare ? (100 * value).ToString("F1", CultureInfo.InvariantCulture) + " %" : value.ToString("G5", CultureInfo.InvariantCulture);
}
