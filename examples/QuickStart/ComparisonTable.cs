using System.Globalization;
using Rsg.Balancing;
using Spectre.Console;

namespace QuickStart;

/// <summary>Two trained networks side by side.</summary>
internal static class ComparisonTable
{
    public static void Write(TrainedNetwork plain, TrainedNetwork rsg)
    {
        ClassCounts counts = plain.Result.TrainingCounts;
        Table table = new Table()
            .AddColumn("accuracy on the test images")
            .AddColumn(new TableColumn("without RSG").RightAligned())
            .AddColumn(new TableColumn("with RSG").RightAligned())
            .AddColumn(new TableColumn("difference").RightAligned());

        AddAccuracy("overall", plain.Result.Accuracy, rsg.Result.Accuracy);
        AddAccuracy($"many-shot: {Classes(count => count > 100)}", plain.Result.Many, rsg.Result.Many);
        AddAccuracy($"medium-shot: {Classes(count => count is >= 20 and <= 100)}", plain.Result.Medium, rsg.Result.Medium);
        AddAccuracy($"few-shot: {Classes(count => count < 20)}", plain.Result.Few, rsg.Result.Few);
        AddRow("training time", $"{plain.Duration.TotalSeconds:F1} s", $"{rsg.Duration.TotalSeconds:F1} s", $"{(rsg.Duration - plain.Duration).TotalSeconds:+0.0;-0.0;0.0} s");
        AnsiConsole.Write(table);
        Console.WriteLine("many-shot: over 100 training images; few-shot: under 20");

        string Classes(Func<int, bool> isInGroup)
        {
            int classes = counts.Count(isInGroup);
            return classes == 1 ? "1 class" : Text($"{classes} classes");
        }

        void AddAccuracy(string name, double? without, double? with)
        {
            if (without is not null)
            {
                AddRow(name, $"{100 * without:F1} %", $"{100 * with:F1} %", $"{100 * (with - without):+0.0;-0.0;0.0} points");
            }
        }

        void AddRow(string name, FormattableString without, FormattableString with, FormattableString difference) =>
            table.AddRow(name, Text(without), Text(with), Text(difference));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
