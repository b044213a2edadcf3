using System.Globalization;
using Rsg.Evaluation;
using Rsg.Output;
using Rsg.Training;
using Spectre.Console;

namespace Rsg.Reporting.Live;

/// <summary>Lays out what is known of a training as lines of a terminal.</summary>
internal static class LiveLines
{
    private const int ColumnWidth = 10;
    private const int LabelWidth = 12;
    private const int LeastBar = 10;
    private const int MostBar = 60;

    public static IReadOnlyList<LiveLine> Of(LiveState state, int width, bool isUnicode)
    {
        var lines = new List<LiveLine> { Head(state, isUnicode) };
        if (state.End is null)
        {
            lines.AddRange(Bars(state, width, isUnicode));
        }

        lines.AddRange(Losses(state));
        if (state.Evaluation is { } evaluation)
        {
            lines.AddRange(Enum.GetValues<Split>().Where(split => evaluation.On(split) is not null).Select(split => Accuracy(evaluation.Epoch, split, evaluation.On(split)!)));
        }

        return lines;
    }

    /// <summary>The line that stays where phase 2 begins.</summary>
    public static LiveLine PhaseTwo(string title, PhaseChange change, bool isUnicode) => new LiveLine()
        .Add(isUnicode ? "\u25b6 " : "> ", LiveLine.PhaseTwo)
        .Add(Text($"phase {change.Phase} "), LiveLine.PhaseTwo)
        .Add(Text($"from epoch {change.Epoch + 1} of {change.Epochs}: new samples of rare classes"))
        .Add(Text($"  {title}"), LiveLine.Quiet);

    private static LiveLine Head(LiveState state, bool isUnicode)
    {
        LiveLine line = new LiveLine().Add(state.Title, LiveLine.Strong);
        string gap = isUnicode ? " \u00b7 " : " - ";
        int phase = state.Step?.Phase ?? state.Epoch?.Phase ?? (state.Start.GenerateFromEpoch == 0 ? 2 : 1);
        if (state.End is { } end)
        {
            line.Add(Text($"{gap}{Amount(end.Epochs, "epoch")} done in {Duration(end.Elapsed)}"));
        }
        else if (state.HasGenerator)
        {
            line.Add(gap).Add(Text($"phase {phase} of 2"), LiveLine.Of(phase));
            line.Add(
                phase == 2 ? Text($"{gap}new samples of rare classes")
                : state.Start.GenerateFromEpoch < state.Start.Epochs ? Text($"{gap}phase 2 from epoch {state.Start.GenerateFromEpoch + 1}")
                : Text($"{gap}ends before phase 2"),
                LiveLine.Quiet);
        }

        if (state.SkippedImages > 0)
        {
            line.Add(UnreadImages.After(gap, state.SkippedImages), LiveLine.PhaseTwo);
        }

        return line;
    }

    private static IEnumerable<LiveLine> Bars(LiveState state, int width, bool isUnicode)
    {
        int epochs = state.Step?.Epochs ?? state.Epoch?.Epochs ?? state.Start.Epochs;
        double epochsDone = state.Step is { } now ? now.Epoch + ((now.Step + 1.0) / now.StepsPerEpoch) : state.Epoch is { } last ? last.Epoch + 1 : 0;
        int epoch = state.Step?.Epoch ?? state.Epoch?.Epoch ?? 0;
        TimeSpan? remaining = state.Step?.Remaining ?? state.Epoch?.Remaining;
        yield return Bar(
            "epoch", $"{epoch + 1}/{epochs}", epochsDone / epochs, (double?)state.Start.GenerateFromEpoch / epochs, 1, remaining is TimeSpan left ? Duration(left) + " left" : "");

        int steps = state.Step?.StepsPerEpoch ?? state.Start.StepsPerEpoch;
        int step = state.Step is { } done ? done.Step + 1 : 0;
        double? speed = state.Step?.ImagesPerSecond ?? state.Epoch?.ImagesPerSecond;
        yield return Bar(
            "step", $"{step}/{steps}", (double)step / steps, null, state.Step?.Phase ?? 1, speed is double images ? Text($"{images:N0} images/s") : "");

        LiveLine Bar(string label, string place, double share, double? boundary, int phase, string tail)
        {
            string front = $" {label,-6}{place,11} ";
            LiveLine line = new LiveLine().Add(front, LiveLine.Quiet);
            int room = width - front.Length - 18;
            PhaseBar.Add(line, room < LeastBar ? 0 : Math.Min(MostBar, room), share, boundary, phase, isUnicode);
            return line.AddWhole("  " + tail);
        }
    }

    private static IEnumerable<LiveLine> Losses(LiveState state)
    {
        if (state.Step is null && state.Epoch is null)
        {
            yield break;
        }

        // First what a reader knows from other trainings; the sum behind them is mostly CESC, which grows with the feature maps.
        string[] titles = state.HasGenerator ? ["class", "cesc", "mv", "total", "new", "rate"] : ["loss", "rate"];
        yield return Row("", titles, LiveLine.Quiet);
        if (state.Step is { } step && state.End is null)
        {
            yield return Row("this step", Values(step.Losses, step.LearningRate), null);
        }

        if (state.Epoch is { } epoch)
        {
            yield return Row(Text($"epoch {epoch.Epoch + 1}"), Values(epoch.Losses, epoch.LearningRate), null);
        }

        string[] Values(StepLosses losses, double learningRate) => state.HasGenerator
            ? [Number(losses.Classification), Number(losses.Cesc), Number(losses.Mv), Number(losses.Total), Text($"{losses.Generated:N0}"), Rate(learningRate)]
            : [Number(losses.Total), Rate(learningRate)];

        static LiveLine Row(string label, string[] cells, Style? style)
        {
            LiveLine line = new LiveLine().Add(" " + label.PadRight(LabelWidth), LiveLine.Quiet);
            return cells.Aggregate(line, (row, cell) => row.AddWhole(cell.PadLeft(ColumnWidth), style));
        }
    }

    private static LiveLine Accuracy(int epoch, Split split, EvaluationResult result)
    {
        LiveLine line = new LiveLine()
            .Add(Text($" {TrainingRunJson.KeyOf(split),-10} "), LiveLine.Quiet)
            .AddWhole(Percent(result.Accuracy), LiveLine.Strong);
        foreach ((string name, double? share) in new[] { ("many", result.Many), ("medium", result.Medium), ("few", result.Few) })
        {
            if (share is double accuracy)
            {
                line.AddWhole($"  {name} ", LiveLine.Quiet).AddWhole(Percent(accuracy));
            }
        }

        return line.AddWhole(Text($"  after epoch {epoch + 1}"), LiveLine.Quiet);
    }

    private static string Number(float loss) => Math.Abs(loss) >= 1e5 ? Text($"{loss:G4}") : Text($"{loss:F3}");

    private static string Rate(double learningRate) => Text($"{learningRate:G3}");

    private static string Percent(double share) => TextTable.Percent(share) + " %";

    private static string Amount(int count, string unit) => Text($"{count} {unit}{(count == 1 ? "" : "s")}");

    private static string Duration(TimeSpan time) =>
        time.TotalHours >= 1 ? Text($"{(int)time.TotalHours}:{time:mm\\:ss} h")
        : time.TotalMinutes >= 1 ? Text($"{time:m\\:ss} min")
        : Text($"{Math.Ceiling(time.TotalSeconds):F0} s");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
