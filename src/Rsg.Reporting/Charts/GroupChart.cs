using System.Globalization;
using Rsg.Reporting.Drawing;

namespace Rsg.Reporting.Charts;

/// <summary>The accuracy over all samples and by many-, medium- and few-shot classes, a bar a run.</summary>
internal static class GroupChart
{
    private const double Height = 240;
    private const double Left = 52;
    private const double Top = 20;
    private const double Bottom = 28;

    public static Picture Draw(IReadOnlyList<ClassSeries> series)
    {
        (string Name, Func<ClassSeries, double?> Of)[] groups =
        [
            ("all samples", run => run.Result.Accuracy),
            ("many-shot", run => run.Result.Many),
            ("medium-shot", run => run.Result.Medium),
            ("few-shot", run => run.Result.Few),
        ];
        groups = [.. groups.Where(group => series.Any(run => group.Of(run) is not null))];
        double bar = Math.Clamp(150.0 / series.Count, 16, 54);
        double room = (bar * series.Count) + 46;
        double width = Left + (groups.Length * room);
        var picture = new Picture(
            Math.Max(width, 360),
            Height,
            "Accuracy by group. " + string.Join("; ", series.Select(run => $"{run.Name}: {string.Join(", ", groups.Where(group => group.Of(run) is not null).Select(group => $"{group.Name} {Percent(group.Of(run)!.Value)} %"))}")) + ".");
        foreach (double share in (double[])[0, 0.25, 0.5, 0.75, 1])
        {
            picture.Add(new LineShape(Left, Y(share), width, Y(share), Ink.Line));
            picture.Add(new TextShape(Left - 8, Y(share) + 4, Ticks.Text(100 * share) + " %", Anchor.End, Ink.Muted, 11));
        }

        for (int place = 0; place < groups.Length; place++)
        {
            double left = Left + (place * room) + 23;
            picture.Add(new TextShape(left + (bar * series.Count / 2), Height - 8, groups[place].Name, Anchor.Middle, Ink.Muted, 12));
            for (int run = 0; run < series.Count; run++)
            {
                if (groups[place].Of(series[run]) is double share)
                {
                    double x = left + (run * bar);
                    picture.Add(new BoxShape(x + 2, Y(share), bar - 4, Y(0) - Y(share), series[run].Ink, 0.9, $"{series[run].Name}, {groups[place].Name}: {Percent(share)} %"));
                    picture.Add(new TextShape(x + (bar / 2), Y(share) - 5, Percent(share), Anchor.Middle, Ink.Text, bar < 30 ? 9 : 12, IsStrong: true));
                }
            }
        }

        return picture;

        double Y(double share) => Top + ((1 - share) * (Height - Top - Bottom));
    }

    private static string Percent(double share) => (100 * share).ToString("F1", CultureInfo.InvariantCulture);
}
