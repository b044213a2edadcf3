using System.Globalization;
using Rsg.Evaluation;
using Rsg.Reporting.Drawing;

namespace Rsg.Reporting.Charts;

/// <summary>The accuracy of every class above its training samples (on a logarithmic axis), from the most frequent class to the rarest.</summary>
internal static class ClassChart
{
    private const double Width = 1080;
    private const double Left = 52;
    private const double Right = 14;
    private const double Top = 34;
    private const double AccuracyHeight = 210;
    private const double Gap = 34;
    private const double CountHeight = 90;
    private const double NameHeight = 86;
    private const double NumberHeight = 22;
    private const double WidestBar = 46;
    private const double LowestBar = 2;
    private const int MostNames = 60;
    private const int LongestName = 16;

    public static Picture Draw(IReadOnlyList<ClassSeries> series, Func<int, string> nameOf)
    {
        EvaluationResult first = series[0].Result;
        ClassResult[] classes = [.. first.PerClass.OrderByDescending(entry => entry.TrainingSamples)];
        bool areNamed = classes.Length <= MostNames;
        double countTop = Top + AccuracyHeight + Gap;
        double countBottom = countTop + CountHeight;
        double room = (Width - Left - Right) / classes.Length;
        double[] counts = Ticks.Logarithmic(classes[^1].TrainingSamples, classes[0].TrainingSamples);

        var picture = new Picture(Width, countBottom + (areNamed ? NameHeight : NumberHeight), Describe(series, classes));
        picture.Add(new TextShape(0, 14, "Accuracy", Anchor.Start, Ink.Text, 13, IsStrong: true));
        picture.Add(new TextShape(0, countTop - 12, "Training samples", Anchor.Start, Ink.Text, 13, IsStrong: true));
        foreach (double share in (double[])[0, 0.25, 0.5, 0.75, 1])
        {
            picture.Add(new LineShape(Left, Y(share), Width - Right, Y(share), Ink.Line));
            picture.Add(new TextShape(Left - 8, Y(share) + 4, Ticks.Text(100 * share) + " %", Anchor.End, Ink.Muted, 11));
        }

        foreach (double count in counts)
        {
            picture.Add(new LineShape(Left, YOfCount(count), Width - Right, YOfCount(count), Ink.Line));
            picture.Add(new TextShape(Left - 8, YOfCount(count) + 4, Ticks.Text(count), Anchor.End, Ink.Muted, 11));
        }

        AddGroups(picture, classes, room, countBottom);
        for (int place = 0; place < classes.Length; place++)
        {
            AddClass(picture, classes[place].Label, place);
        }

        return picture;

        void AddClass(Picture picture, int label, int place)
        {
            double left = Left + (place * room);
            double bar = Math.Clamp(room * 0.72, 0.6, WidestBar);
            int samples = first.PerClass[label].TrainingSamples;
            double height = Math.Max(LowestBar, countBottom - YOfCount(samples)); // a logarithmic axis has no 0 to stand on
            picture.Add(new BoxShape(
                left + ((room - bar) / 2), countBottom - height, bar, height, Ink.Muted, 0.55, $"{nameOf(label)}: {Ticks.Text(samples)} training samples"));
            double slot = bar / series.Count;
            for (int run = 0; run < series.Count; run++)
            {
                if (series[run].Result.PerClass[label].Accuracy is double accuracy)
                {
                    string tip = string.Create(CultureInfo.InvariantCulture, $"{series[run].Name}, {nameOf(label)}: {100 * accuracy:F1} %");
                    double x = left + ((room - bar) / 2) + (run * slot);
                    if (areNamed)
                    {
                        picture.Add(new BoxShape(x, Y(accuracy), Math.Max(0.6, slot - 1), Y(0) - Y(accuracy), series[run].Ink, 0.9, tip));
                    }
                    else
                    {
                        picture.Add(new DotShape(left + (room / 2), Y(accuracy), classes.Length > 300 ? 1.6 : 2.6, series[run].Ink, tip));
                    }
                }
            }

            if (areNamed)
            {
                picture.Add(new TextShape(left + (room / 2) + 4, countBottom + 12, Shortened(nameOf(label)), Anchor.End, Ink.Muted, 11, Angle: -42));
            }
        }

        double Y(double share) => Top + ((1 - share) * AccuracyHeight);

        double YOfCount(double count) => countBottom - ((Math.Log10(count) - Math.Log10(counts[0])) / (Math.Log10(counts[^1]) - Math.Log10(counts[0])) * CountHeight);
    }

    /// <summary>Where many-shot classes end and few-shot classes begin.</summary>
    private static void AddGroups(Picture picture, ClassResult[] classes, double room, double bottom)
    {
        foreach (IGrouping<ShotGroup, int> group in Enumerable.Range(0, classes.Length).GroupBy(place => classes[place].Group))
        {
            double left = Left + (group.Min() * room);
            double right = Left + ((group.Max() + 1) * room);
            if (group.Min() > 0)
            {
                picture.Add(new LineShape(left, Top - 14, left, bottom, Ink.Muted, 1, IsDashed: true));
            }

            if (right - left > 50)
            {
                picture.Add(new TextShape((left + right) / 2, Top - 8, group.Key switch { ShotGroup.Many => "many-shot", ShotGroup.Medium => "medium-shot", _ => "few-shot" }, Anchor.Middle, Ink.Muted, 11));
            }
        }
    }

    private static string Shortened(string name)
    {
        var text = new StringInfo(name);
        return text.LengthInTextElements <= LongestName ? name : text.SubstringByTextElements(0, LongestName - 1) + "\u2026";
    }

    private static string Describe(IReadOnlyList<ClassSeries> series, ClassResult[] classes) => string.Create(
        CultureInfo.InvariantCulture,
        $"Accuracy of {classes.Length} classes, sorted from {classes[0].TrainingSamples} to {classes[^1].TrainingSamples} training samples, of {string.Join(", ", series.Select(run => run.Name))}; every number is in the table of classes.");
}
