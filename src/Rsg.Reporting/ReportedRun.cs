using System.Collections.Immutable;
using System.Text.Json;
using Rsg.Evaluation;
using Rsg.Training;
using Rsg.Watching;

namespace Rsg.Reporting;

/// <summary>A training as a report shows it: read from the folder of a run, also of one that was killed or is going on, or taken from a result.</summary>
public sealed class ReportedRun
{
    /// <summary>The name of the file with the metrics in a run's folder, which <see cref="JsonLinesObserver"/> writes.</summary>
    public const string MetricsFileName = "metrics.jsonl";

    /// <summary>The name of the file in a run's folder that says with what was trained. A report shows whatever keys it has.</summary>
    public const string ManifestFileName = RunFolder.ManifestName;

    private const string ModelKey = "settings.model";
    private const long LargestManifest = 1 << 20;

    private readonly Dictionary<Split, (int Epoch, EvaluationResult Result)> whole = [];
    private readonly Dictionary<Split, EvaluationResult> best = [];

    private ReportedRun(string name, TrainingStart start, IEnumerable<EpochReport> epochs, IEnumerable<(int, Split, EvaluationMetrics)> evaluations)
    {
        Name = name;
        Start = start;
        Epochs = [.. epochs];
        Evaluations = [.. evaluations];
    }

    /// <summary>What the report calls it.</summary>
    public string Name { get; }

    /// <summary>What was trained.</summary>
    public TrainingStart Start { get; }

    /// <summary>The epochs that were done, in order.</summary>
    public ImmutableArray<EpochReport> Epochs { get; }

    /// <summary>The metrics of every evaluation, by epoch, counted from 0.</summary>
    public ImmutableArray<(int Epoch, Split Split, EvaluationMetrics Metrics)> Evaluations { get; }

    /// <summary>Whether the training came to its end.</summary>
    public bool IsFinished { get; private init; }

    /// <summary>The best epoch, counted from 0, whose weights the run kept; <see langword="null"/> when none was chosen, or that is not known.</summary>
    public int? BestEpoch { get; private init; }

    /// <summary>How the best epoch was chosen, and which it is, in words; <see langword="null"/> when that is not known.</summary>
    public string? Selection { get; private init; }

    /// <summary>The first epoch of phase 2, counted from 0, whether it was reached or not; <see langword="null"/> without RSG.</summary>
    public int? GenerateFromEpoch => Start.GenerateFromEpoch;

    /// <summary>Lines of the metrics file that could not be understood.</summary>
    public int UnreadLines { get; private init; }

    /// <summary>What of the run is lost, and what is shown from elsewhere, a sentence or two each; empty where everything is there.</summary>
    public ImmutableArray<string> Notes { get; private init; } = [];

    /// <summary>Names and values of the manifest, the inner ones under their path; empty without a manifest.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Manifest { get; private init; } = [];

    /// <summary>Why there is no manifest to show; <see langword="null"/> when there is one.</summary>
    public string? ManifestFault { get; private init; }

    /// <summary>
    /// Reads the folder of a run: its <see cref="MetricsFileName"/>, its <see cref="ManifestFileName"/> where there is one, and its newest checkpoint where lines
    /// of the metrics are lost. What cannot be read is left out (<see cref="Notes"/>).
    /// </summary>
    /// <param name="folder">The folder; its name becomes the run's.</param>
    /// <exception cref="IOException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">Neither metrics nor a checkpoint in it tell of a training.</exception>
    public static ReportedRun Read(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        ImmutableArray<KeyValuePair<string, string>> manifest = ReadManifest(Path.Combine(folder, ManifestFileName), out string? fault);
        string? model = manifest.FirstOrDefault(entry => entry.Key == ModelKey).Value;
        RecordedRun recorded = RecordedRun.Read(folder, model is null ? name : WithoutNamespace(model));
        var run = new ReportedRun(name, recorded.Start, recorded.Epochs, recorded.Evaluations)
        {
            IsFinished = recorded.IsFinished,
            UnreadLines = recorded.UnreadLines,
            Notes = recorded.Notes,
            Manifest = manifest,
            ManifestFault = fault,
            BestEpoch = recorded.Chosen?.Epoch,
            Selection = recorded.Chosen is { } chosen ? InWords(chosen.Selection, chosen.Epoch) : null,
        };
        foreach ((Split split, (int Epoch, EvaluationResult Result) evaluation) in recorded.Whole)
        {
            run.whole.Add(split, evaluation);
        }

        foreach ((Split split, EvaluationResult evaluation) in recorded.Best)
        {
            run.best.Add(split, evaluation);
        }

        return run;
    }

    /// <summary>Takes the result of a run.</summary>
    /// <param name="result">What came out of it.</param>
    /// <param name="name">What the report is to call it.</param>
    /// <param name="classNames">The names of the classes, in label order; <see langword="null"/> when they are not known.</param>
    public static ReportedRun Of(TrainingRunResult result, string name, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentException.ThrowIfNullOrEmpty(name);
        EpochReport end = result.History[^1].Training;
        EvaluationResult any = (result.Last.Test ?? result.Last.Validation)!;
        var start = new TrainingStart(name, end.Epochs, 1, result.History.FirstOrDefault(epoch => epoch.Training.Phase == 2)?.Epoch)
        {
            ClassCounts = any.TrainingCounts,
            ClassNames = any.Checked(classNames),
        };
        var run = new ReportedRun(
            name,
            start,
            result.History.Select(epoch => epoch.Training),
            result.History.SelectMany(epoch => new[] { (epoch.Epoch, Split.Validation, epoch.Validation), (epoch.Epoch, Split.Test, epoch.Test) })
                .Where(evaluation => evaluation.Item3 is not null)
                .Select(evaluation => (evaluation.Epoch, evaluation.Item2, evaluation.Item3!)))
        {
            IsFinished = end.Epoch + 1 >= end.Epochs,
            BestEpoch = result.Best?.Epoch,
            Selection = result.Best is { } chosen ? InWords(result.Selection, chosen.Epoch) : null,
            ManifestFault = "The report was made from a result, which has no manifest.",
        };
        foreach (Split split in Enum.GetValues<Split>())
        {
            if (result.Last.On(split) is { } evaluation)
            {
                run.whole.Add(split, (result.Last.Epoch, evaluation));
            }

            if (result.Best?.On(split) is { } kept)
            {
                run.best.Add(split, kept);
            }
        }

        return run;
    }

    /// <summary>The last evaluation on a set that is known in full; <see langword="null"/> when there is none. A later one may be known by its metrics alone (<see cref="Evaluations"/>).</summary>
    /// <param name="split">The set.</param>
    public EvaluationResult? LastOn(Split split) => whole.TryGetValue(split, out var evaluation) ? evaluation.Result : null;

    /// <summary>The evaluation on a set after <see cref="BestEpoch"/>; <see langword="null"/> when there is none, or it is not known in full.</summary>
    /// <param name="split">The set.</param>
    public EvaluationResult? BestOn(Split split) => best.GetValueOrDefault(split);

    /// <summary>The metrics of an evaluation; <see langword="null"/> when there was none.</summary>
    internal EvaluationMetrics? MetricsOn(Split split, int epoch) => Evaluations.FirstOrDefault(evaluation => evaluation.Split == split && evaluation.Epoch == epoch).Metrics;

    /// <summary>The metrics of the last evaluation on a set; <see langword="null"/> when there was none.</summary>
    internal EvaluationMetrics? LastMetricsOn(Split split) => Evaluations.LastOrDefault(evaluation => evaluation.Split == split).Metrics;

    /// <summary>After which epoch, counted from 0, <see cref="LastMetricsOn"/> was.</summary>
    internal int LastEpochOn(Split split) => Evaluations.Last(evaluation => evaluation.Split == split).Epoch;

    /// <summary>An evaluation after the best or the last epoch, where it is known in full.</summary>
    internal EvaluationResult? WholeOn(Split split, int epoch) =>
        epoch == BestEpoch && BestOn(split) is { } kept ? kept : whole.TryGetValue(split, out var evaluation) && evaluation.Epoch == epoch ? evaluation.Result : null;

    /// <summary>What the report calls a class.</summary>
    internal string NameOf(int label) =>
        Start.ClassNames is { } names && label < names.Count ? names[label] : FormattableString.Invariant($"class {label}");

    private static string InWords(string selection, int epoch) => FormattableString.Invariant($"{selection}: epoch {epoch + 1}");

    /// <summary>The name as the metrics have it; the manifest has the class's full one.</summary>
    private static string WithoutNamespace(string model) => model[(model.LastIndexOf('.') + 1)..];

    private static ImmutableArray<KeyValuePair<string, string>> ReadManifest(string path, out string? fault)
    {
        fault = null;
        try
        {
            if (!File.Exists(path))
            {
                fault = $"There is no {ManifestFileName}.";
            }
            else if (new FileInfo(path).Length > LargestManifest)
            {
                fault = $"{ManifestFileName} is larger than a megabyte.";
            }
            else
            {
                using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(path));
                var values = new List<KeyValuePair<string, string>>();
                Flatten(manifest.RootElement, "", values);
                return [.. values];
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            fault = $"{ManifestFileName} cannot be read: {error.Message}";
        }

        return [];
    }

    private static void Flatten(JsonElement value, string path, List<KeyValuePair<string, string>> values)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    Flatten(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}", values);
                }

                break;
            case JsonValueKind.Array when value.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array):
                int index = 0;
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Flatten(item, FormattableString.Invariant($"{path}[{index++}]"), values);
                }

                break;
            case JsonValueKind.Array:
                values.Add(new(path, string.Join(", ", value.EnumerateArray().Select(item => item.ToString()))));
                break;
            default:
                values.Add(new(path, value.ValueKind == JsonValueKind.Null ? "none" : value.ToString()));
                break;
        }
    }
}
