using Rsg.Output;
using Rsg.Reporting.Live;
using Rsg.Training;
using Spectre.Console;

namespace Rsg.Reporting;

/// <summary>
/// Shows a training on a terminal: bars of epochs and steps with the beginning of phase 2, time left, losses, new samples, learning rate, speed and the
/// last evaluation. Where the output is no terminal, plain lines, as <see cref="ConsoleObserver"/> writes them.
/// </summary>
/// <remarks>
/// <para>The display is refreshed at most ten times a second; between that, a step costs a look at the clock. On a GPU the losses of a step are waited for
/// only where they are shown.</para>
/// <para>The cursor stays below the display and is never hidden, so that a training that stops with an error leaves the terminal as it should be.</para>
/// </remarks>
public sealed class LiveConsoleObserver : ITrainingObserver, IDisposable
{
    /// <summary>How much longer than a refresh takes the training goes on before the next: it costs the training one part in a hundred at most.</summary>
    private const int RestPerRefresh = 100;

    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(100);

    private readonly IAnsiConsole console;
    private readonly ConsoleObserver? plain;
    private readonly LiveBlock block;
    private readonly TimeProvider clock;
    private readonly string? name;

    private LiveState? state;
    private long? refreshed;
    private TimeSpan pause;

    /// <summary>Shows on the console.</summary>
    /// <param name="title">What to call the training; <see langword="null"/> for the network's name.</param>
    public LiveConsoleObserver(string? title = null)
        : this(AnsiConsole.Console, title)
    {
    }

    /// <summary>Shows on a console of Spectre.Console's.</summary>
    /// <param name="console">Where to show. Where it takes no ANSI sequences, or is not interactive, plain lines go to its output.</param>
    /// <param name="title">What to call the training; <see langword="null"/> for the network's name.</param>
    public LiveConsoleObserver(IAnsiConsole console, string? title = null)
        : this(console, title, TimeProvider.System)
    {
    }

    internal LiveConsoleObserver(IAnsiConsole console, string? title, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(console);
        this.console = console;
        this.clock = clock;
        name = title;
        block = new LiveBlock(console);
        Capabilities can = console.Profile.Capabilities;
        plain = can is { Ansi: true, Interactive: true } ? null : new ConsoleObserver(console.Profile.Out.Writer, live: false, title);
    }

    /// <inheritdoc/>
    public void OnTrainingStarted(TrainingStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        plain?.OnTrainingStarted(start);
        block.Keep();
        state = new LiveState(TextTable.Name(name ?? start.Model), start);
        Show();
    }

    /// <inheritdoc/>
    public void OnPhaseChanged(PhaseChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        plain?.OnPhaseChanged(change);
        if (plain is null && state is not null)
        {
            block.WriteAbove(LiveLines.PhaseTwo(state.Title, change, console.Profile.Capabilities.Unicode));
            Show();
        }
    }

    /// <inheritdoc/>
    public void OnStep(StepReport report)
    {
        plain?.OnStep(report);
        if (state is null || plain is not null || (refreshed is long last && clock.GetElapsedTime(last) < pause))
        {
            return;
        }

        state = state with { Step = report };
        Show();
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        plain?.OnEpoch(report);
        if (state is not null)
        {
            // The step that was shown last is of before; the bars stand at the epoch's end.
            state = state with
            {
                Epoch = report,
                Step = state.Step is { } step ? step with { Epoch = report.Epoch, Epochs = report.Epochs, Phase = report.Phase, Step = step.StepsPerEpoch - 1, Remaining = report.Remaining, ImagesPerSecond = report.ImagesPerSecond } : null,
                SkippedImages = state.SkippedImages + report.SkippedImages,
            };
            Show();
        }
    }

    /// <inheritdoc/>
    public void OnEvaluated(EpochEvaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        if (plain is not null)
        {
            WritePlain(evaluation);
        }
        else if (state is not null)
        {
            state = state with { Evaluation = evaluation };
            Show();
        }
    }

    /// <inheritdoc/>
    public void OnNotice(string notice)
    {
        plain?.OnNotice(notice);
        if (plain is null)
        {
            block.WriteAbove(new LiveLine().Add(notice));
            if (state is not null)
            {
                Show();
            }
        }
    }

    /// <inheritdoc/>
    public void OnTrainingFinished(TrainingEnd result)
    {
        ArgumentNullException.ThrowIfNull(result);
        plain?.OnTrainingFinished(result);
        if (state is not null)
        {
            state = state with { End = result };
            Show();
        }
    }

    /// <summary>Leaves what is shown where it is.</summary>
    public void Dispose()
    {
        plain?.Dispose();
        block.Keep();
        state = null;
    }

    private void WritePlain(EpochEvaluation evaluation)
    {
        TextWriter output = console.Profile.Out.Writer;
        string start = (state?.Title ?? name) is { } title ? title + ": " : ""; // a run that goes on can begin with an evaluation
        foreach (Split split in Enum.GetValues<Split>())
        {
            if (evaluation.On(split) is { } result)
            {
                output.Write(FormattableString.Invariant($"{start}{TrainingRunJson.KeyOf(split)} after epoch {evaluation.Epoch + 1}: {result}\n"));
            }
        }

        output.Flush();
    }

    private void Show()
    {
        if (plain is null && state is not null)
        {
            long began = clock.GetTimestamp();
            block.Show(LiveLines.Of(state, console.Profile.Width - 1, console.Profile.Capabilities.Unicode));
            refreshed = clock.GetTimestamp();
            TimeSpan rest = clock.GetElapsedTime(began) * RestPerRefresh;
            pause = rest > RefreshInterval ? rest : RefreshInterval;
        }
    }
}
