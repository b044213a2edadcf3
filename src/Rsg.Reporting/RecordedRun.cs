using System.Collections.Immutable;
using System.Globalization;
using Rsg.Evaluation;
using Rsg.Training;
using Rsg.Watching;

namespace Rsg.Reporting;

/// <summary>What the folder of a run tells of its training: by its metrics file and, where lines of that are lost, by the newest checkpoint.</summary>
internal sealed class RecordedRun
{
    private readonly List<string> notes = [];
    private readonly Dictionary<Split, (int Epoch, EvaluationResult Result)> whole = [];
    private readonly Dictionary<Split, EvaluationResult> best = [];

    private RecordedRun(string folder, string model)
    {
        MetricsFile metrics = ReadMetrics(Path.Combine(folder, ReportedRun.MetricsFileName));
        RunRecord record = IsWhole(metrics) ? RunRecord.Empty : CheckpointHistory.Read(folder);
        if (!metrics.HasStart && metrics.Epochs.IsEmpty && record.History.Count == 0)
        {
            throw new InvalidDataException($"'{folder}' tells of no training. {string.Join(" ", notes)} No checkpoint can be read either.");
        }

        var epochs = metrics.Epochs.ToDictionary(epoch => epoch.Epoch);
        var evaluations = metrics.Evaluations.ToDictionary(evaluation => (evaluation.Epoch, evaluation.Split), evaluation => evaluation.Metrics);
        var restored = new SortedSet<int>(metrics.RestoredEpochs);
        foreach (RunEpoch epoch in record.History)
        {
            bool isLost = epochs.TryAdd(epoch.Epoch, epoch.Training);
            isLost |= epoch.Validation is { } validation && evaluations.TryAdd((epoch.Epoch, Split.Validation), validation);
            isLost |= epoch.Test is { } test && evaluations.TryAdd((epoch.Epoch, Split.Test), test);
            if (isLost)
            {
                restored.Add(epoch.Epoch);
            }
        }

        Epochs = [.. epochs.Values.OrderBy(epoch => epoch.Epoch)];
        Evaluations = [.. evaluations.OrderBy(entry => entry.Key).Select(entry => (entry.Key.Epoch, entry.Key.Split, entry.Value))];
        TakeWhole(metrics, record);
        TakeBest(folder, metrics, record);
        Start = metrics.HasStart ? metrics.Start : StartOf(model);
        UnreadLines = metrics.UnreadLines;
        IsFinished = metrics.End is not null || (Epochs is [.., { } last] && last.Epoch + 1 >= last.Epochs);
        NoteWhatIsLost(metrics, restored);
    }

    public TrainingStart Start { get; }

    public ImmutableArray<EpochReport> Epochs { get; }

    public ImmutableArray<(int Epoch, Split Split, EvaluationMetrics Metrics)> Evaluations { get; }

    /// <summary>Of each set the newest evaluation that is known with its classes.</summary>
    public IReadOnlyDictionary<Split, (int Epoch, EvaluationResult Result)> Whole => whole;

    /// <summary>The epoch whose weights were kept; <see langword="null"/> where that is not known.</summary>
    public ChosenEpoch? Chosen { get; private set; }

    /// <summary>The evaluations after <see cref="Chosen"/> that are known with their classes.</summary>
    public IReadOnlyDictionary<Split, EvaluationResult> Best => best;

    public bool IsFinished { get; }

    public int UnreadLines { get; }

    /// <summary>What is not there, or from elsewhere, a sentence or two each.</summary>
    public ImmutableArray<string> Notes => [.. notes];

    /// <param name="folder">The folder of a run.</param>
    /// <param name="model">What the network is called where the metrics do not say it.</param>
    /// <exception cref="IOException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">Nothing in it tells of a training.</exception>
    public static RecordedRun Read(string folder, string model) => Directory.Exists(folder)
        ? new RecordedRun(folder, model)
        : throw new DirectoryNotFoundException($"There is no folder '{folder}'.");

    /// <summary>Numbers in words, of which those that follow one another are taken together; epochs count from 1 there.</summary>
    internal static string Ranges(IEnumerable<int> epochs)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (int epoch in epochs.Order())
        {
            if (ranges is [.., var last] && last.Last + 1 == epoch)
            {
                ranges[^1] = (last.First, epoch);
            }
            else
            {
                ranges.Add((epoch, epoch));
            }
        }

        string[] words = [.. ranges.Select(range => range.First == range.Last ? Number(range.First) : $"{Number(range.First)} to {Number(range.Last)}")];
        string noun = ranges is [var only] && only.First == only.Last ? "Epoch " : "Epochs ";
        return noun + (words.Length > 1 ? string.Join(", ", words[..^1]) + " and " + words[^1] : words[0]);

        static string Number(int epoch) => (epoch + 1).ToString(CultureInfo.InvariantCulture);
    }

    private MetricsFile ReadMetrics(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                notes.Add($"{ReportedRun.MetricsFileName} is a folder.");
            }
            else if (!File.Exists(path))
            {
                notes.Add($"There is no {ReportedRun.MetricsFileName}.");
            }
            else
            {
                return MetricsFile.ReadWhatIsThere(path);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            notes.Add($"{ReportedRun.MetricsFileName} cannot be read: {failure.Message}");
        }

        return MetricsFile.None(path);
    }

    /// <summary>Whether the file tells of a training to its end, so that no checkpoint knows more.</summary>
    private static bool IsWhole(MetricsFile metrics) =>
        metrics is { HasStart: true, End: not null } && metrics.Epochs.Select(epoch => epoch.Epoch).SequenceEqual(Enumerable.Range(0, metrics.Start.Epochs));

    private void TakeWhole(MetricsFile metrics, RunRecord record)
    {
        foreach (LoggedEvaluation evaluation in metrics.Evaluations.Where(evaluation => evaluation.HasClasses).GroupBy(evaluation => evaluation.Split).Select(split => split.Last()))
        {
            whole[evaluation.Split] = (evaluation.Epoch, evaluation.Read());
        }

        foreach (Split split in Enum.GetValues<Split>())
        {
            if (record.Best?.On(split) is { } best && (!whole.TryGetValue(split, out var known) || known.Epoch < record.Best.Epoch))
            {
                whole[split] = (record.Best.Epoch, best);
            }
        }
    }

    private void TakeBest(string folder, MetricsFile metrics, RunRecord record)
    {
        if (ChosenEpoch.Read(folder, out string? fault) is { } chosen && Evaluations.Any(evaluation => evaluation.Epoch == chosen.Epoch))
        {
            Chosen = chosen;
            foreach (LoggedEvaluation evaluation in metrics.Evaluations.Where(evaluation => evaluation.HasClasses && evaluation.Epoch == chosen.Epoch))
            {
                best[evaluation.Split] = evaluation.Read();
            }

            foreach (Split split in Enum.GetValues<Split>().Where(split => !best.ContainsKey(split)))
            {
                if (record.Best?.Epoch == chosen.Epoch && record.Best.On(split) is { } kept)
                {
                    best[split] = kept;
                }
            }
        }

        if (fault is not null)
        {
            notes.Add(fault);
        }
    }

    /// <summary>What the epochs and evaluations say of a training whose own start is lost.</summary>
    private TrainingStart StartOf(string model) => new(model, Epochs[^1].Epochs, 1, Epochs.FirstOrDefault(epoch => epoch.Phase == 2)?.Epoch)
    {
        ClassCounts = whole.Values.Select(evaluation => evaluation.Result.TrainingCounts).FirstOrDefault(),
    };

    private void NoteWhatIsLost(MetricsFile metrics, SortedSet<int> restored)
    {
        if (metrics.UnreadLines > 0)
        {
            notes.Add(metrics.UnreadLines == 1
                ? $"1 line of {ReportedRun.MetricsFileName} could not be understood and was left out."
                : FormattableString.Invariant($"{metrics.UnreadLines:N0} lines of {ReportedRun.MetricsFileName} could not be understood and were left out."));
        }

        foreach (MetricsRecovery recovery in metrics.Recoveries.Where(recovery => recovery.PutAside is not null))
        {
            string lines = recovery.UnreadLines switch
            {
                0 => "was not as it had been written",
                1 => "had 1 line that could not be understood",
                _ => FormattableString.Invariant($"had {recovery.UnreadLines:N0} lines that could not be understood"),
            };
            notes.Add($"When the training went on, {ReportedRun.MetricsFileName} {lines}; as it was, it is kept as {recovery.PutAside}.");
        }

        if (restored.Count > 0)
        {
            notes.Add($"{Ranges(restored)}: from a checkpoint, because lines of {ReportedRun.MetricsFileName} are lost.");
        }

        int[] missing = [.. Enumerable.Range(0, Epochs.IsEmpty ? 0 : Epochs[^1].Epoch).Except(Epochs.Select(epoch => epoch.Epoch))];
        if (missing.Length > 0)
        {
            notes.Add($"{Ranges(missing)}: missing. Neither {ReportedRun.MetricsFileName} nor a checkpoint tells of {(missing.Length == 1 ? "it" : "them")}.");
        }

        foreach (IGrouping<Split, int> evaluated in Evaluations.GroupBy(evaluation => evaluation.Split, evaluation => evaluation.Epoch))
        {
            bool isKnown = whole.TryGetValue(evaluated.Key, out var known);
            if (!isKnown || known.Epoch < evaluated.Max())
            {
                notes.Add($"Of the last evaluation on the {TrainingRunJson.KeyOf(evaluated.Key)} set only the metrics are left; " + (isKnown
                    ? FormattableString.Invariant($"classes and confusions are those after epoch {known.Epoch + 1}.")
                    : "classes and confusions are not known."));
            }
        }
    }
}
