using System.Globalization;
using System.Text;
using Rsg.Output;

namespace Rsg.Training;

/// <summary>
/// Writes how a training goes: on a terminal one line that is rewritten as it goes, elsewhere (a file, a pipe) one line per epoch.
/// The change to phase 2 and the end have lines of their own in both. An epoch's line says how many images could not be read, and the last
/// line how many in all. Dispose it after a training that stops early, to end an open line.
/// </summary>
public sealed class ConsoleObserver : ITrainingObserver, IDisposable
{
    private const int NarrowestLine = 20;
    private const int DefaultWidth = 80;

    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(100);

    private readonly TextWriter output;
    private readonly bool live;
    private readonly TimeProvider clock;
    private readonly Func<int> width;
    private readonly string? name;

    private long refreshed;
    private int lineLength;
    private string title = "";
    private bool hasGenerator;
    private long skippedImages;

    /// <summary>Writes to the console.</summary>
    /// <param name="title">What to call the training; <see langword="null"/> for the network's name.</param>
    public ConsoleObserver(string? title = null)
        : this(Console.Out, !Console.IsOutputRedirected, title)
    {
    }

    /// <summary>Writes to any writer.</summary>
    /// <param name="output">Where to write; it is not closed.</param>
    /// <param name="live">Whether a line can be rewritten with a carriage return, as on a terminal.</param>
    /// <param name="title">What to call the training; <see langword="null"/> for the network's name.</param>
    public ConsoleObserver(TextWriter output, bool live, string? title = null)
        : this(output, live, title, TimeProvider.System, ConsoleWidth)
    {
    }

    internal ConsoleObserver(TextWriter output, bool live, string? title, TimeProvider clock, Func<int> width)
    {
        ArgumentNullException.ThrowIfNull(output);
        this.output = output;
        this.live = live;
        this.clock = clock;
        this.width = width;
        name = title;
    }

    /// <inheritdoc/>
    public void OnTrainingStarted(TrainingStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        title = name ?? start.Model;
        hasGenerator = start.GenerateFromEpoch is not null;
        skippedImages = 0;
        WriteLine(Text($"{title}: {Amount(start.Epochs, "epoch")} of {Amount(start.StepsPerEpoch, "step")}{(start.GenerateFromEpoch >= start.Epochs ? ", all of phase 1: no new samples of rare classes" : "")}"));
    }

    /// <inheritdoc/>
    public void OnPhaseChanged(PhaseChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        WriteLine(Text($"{title}: --- phase {change.Phase} from epoch {change.Epoch + 1} of {change.Epochs}: new samples of rare classes ---"));
    }

    /// <inheritdoc/>
    public void OnStep(StepReport report)
    {
        if (!live || (lineLength > 0 && clock.GetElapsedTime(refreshed) < RefreshInterval))
        {
            return;
        }

        refreshed = clock.GetTimestamp();
        Rewrite(Text(
            $"{title}: {Place(report.Epoch, report.Epochs, report.Phase)}, step {report.Step + 1}/{report.StepsPerEpoch}, {Duration(report.Remaining)} left, {report.ImagesPerSecond:F0} images/s, {Losses(report.Losses)}"));
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        skippedImages += report.SkippedImages;
        string line = Text(
            $"{title}: {Place(report.Epoch, report.Epochs, report.Phase)}{UnreadImages.After(", ", report.SkippedImages)}, {Duration(report.Remaining)} left, {report.ImagesPerSecond:F0} images/s, lr {report.LearningRate:G4}, {Losses(report.Losses)}");
        if (live)
        {
            Rewrite(line);
        }
        else
        {
            WriteLine(line);
        }
    }

    /// <inheritdoc/>
    public void OnNotice(string notice) => WriteLine(name is null ? notice : $"{name}: {notice}");

    /// <inheritdoc/>
    public void OnTrainingFinished(TrainingEnd result)
    {
        ArgumentNullException.ThrowIfNull(result);
        WriteLine(Text($"{title}: {Amount(result.Epochs, "epoch")} done in {Duration(result.Elapsed)}{UnreadImages.After("; ", skippedImages)}"));
    }

    /// <summary>Ends a line that is still open. The writer stays open.</summary>
    public void Dispose() => EndLine();

    private static int ConsoleWidth()
    {
        try
        {
            return Console.WindowWidth is > 0 and int columns ? columns : DefaultWidth;
        }
        catch (IOException)
        {
            return DefaultWidth;
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Amount(int count, string unit) => Text($"{count} {unit}{(count == 1 ? "" : "s")}");

    private static string Duration(TimeSpan time) =>
        time.TotalHours >= 1 ? Text($"{(int)time.TotalHours}:{time:mm\\:ss} h")
        : time.TotalMinutes >= 1 ? time.ToString("m\\:ss", CultureInfo.InvariantCulture) + " min"
        : Text($"{Math.Ceiling(time.TotalSeconds):F0} s");

    private string Place(int epoch, int epochs, int phase) =>
        Text($"epoch {(epoch + 1).ToString(CultureInfo.InvariantCulture).PadLeft(epochs.ToString(CultureInfo.InvariantCulture).Length)}/{epochs}") + (hasGenerator ? Text($" phase {phase}") : "");

    private string Losses(StepLosses losses)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"loss {losses.Total:F3}");
        if (hasGenerator)
        {
            text.Append(CultureInfo.InvariantCulture, $" (class {losses.Classification:F3}, cesc {losses.Cesc:F3}, mv {losses.Mv:F3}), {losses.Generated} new");
        }

        return text.ToString();
    }

    private void Rewrite(string line)
    {
        // One column stays free: a terminal that fills its last one may go on to the next line, which no carriage return undoes.
        int room = Math.Max(NarrowestLine, width()) - 1;
        string shown = line.Length <= room ? line : line[..room];
        output.Write('\r' + shown.PadRight(Math.Min(lineLength, room)));
        output.Flush();
        lineLength = shown.Length;
    }

    private void WriteLine(string line)
    {
        EndLine();
        output.Write(line + '\n');
        output.Flush();
    }

    private void EndLine()
    {
        if (lineLength > 0)
        {
            output.Write('\n');
            lineLength = 0;
        }
    }
}
