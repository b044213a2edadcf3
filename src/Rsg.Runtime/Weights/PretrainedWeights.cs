using Rsg.Layers;
using static TorchSharp.torch;

namespace Rsg.Weights;

/// <summary>Takes a network's weights from a file that was made for a similar one, and says what became of every tensor.</summary>
/// <remarks>
/// Strict: a tensor of the network that is not in the file, one of the file that the network does not have, or one that does not fit is
/// an error unless the options name it. Batch normalisation's <c>num_batches_tracked</c>, which files from before it do not have and
/// which nothing is computed from, may always be missing. To load a file that was saved from the same network, use <see cref="WeightsFile"/>.
/// </remarks>
public static class PretrainedWeights
{
    private const string BatchCounter = ".num_batches_tracked";

    /// <summary>Loads the weights. Floating-point values are converted to the network's type; the network stays on its device. Where anything is wrong, nothing is changed.</summary>
    /// <param name="network">Takes the weights.</param>
    /// <param name="path">A safetensors file.</param>
    /// <param name="options">What may differ; <see langword="null"/> for nothing.</param>
    /// <returns>What was loaded, renamed, left in the file and not found in it.</returns>
    /// <exception cref="InvalidDataException">The file is broken, or something differs that the options do not name; the message holds the whole report.</exception>
    /// <exception cref="ArgumentException">A rule of the options makes no sense.</exception>
    /// <exception cref="InvalidOperationException">The network is a folded one.</exception>
    public static WeightsLoadReport Load(nn.Module network, string path, WeightsLoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        FoldedNetwork.RequireUnfolded(network, "loaded");
        var rules = new NameRules(options ?? new WeightsLoadOptions());
        using var file = SafetensorsFile.Open(path);
        var state = network.state_dict();
        var (report, sources) = Compare(state, file, Path.GetFileName(path), rules);
        if (!report.Fits)
        {
            throw new InvalidDataException(
                $"'{report.File}' does not fit the network, and nothing was loaded. Name in the options what is to be renamed, left in the file, or kept as it is.{Hint(report, file)}\n{report}");
        }

        StateTensor.Copy(file, [.. report.Loaded.Select(name => (sources[name], state[name]))]);
        return report;
    }

    /// <summary>What <see cref="Load"/> would do: the same report, also where it would be an error. Changes nothing.</summary>
    /// <param name="network">Would take the weights.</param>
    /// <param name="path">A safetensors file.</param>
    /// <param name="options">What may differ; <see langword="null"/> for nothing.</param>
    /// <exception cref="InvalidDataException">The file is broken.</exception>
    /// <exception cref="ArgumentException">A rule of the options makes no sense.</exception>
    public static WeightsLoadReport Compare(nn.Module network, string path, WeightsLoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        var rules = new NameRules(options ?? new WeightsLoadOptions());
        using var file = SafetensorsFile.Open(path);
        return Compare(network.state_dict(), file, Path.GetFileName(path), rules).Report;
    }

    /// <summary>The report, and where in the file each tensor of the network is.</summary>
    internal static (WeightsLoadReport Report, Dictionary<string, string> Sources) Compare(
        Dictionary<string, Tensor> state, SafetensorsFile file, string fileName, NameRules rules)
    {
        var left = new List<WeightsNote>();
        var differences = new List<WeightsDifference>();
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in file.Entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var name = rules.Rename(entry.Name);
            if (rules.IsLeft(name))
            {
                left.Add(Note(entry, state.ContainsKey(name) ? "it is to be left" : "it is to be left, and the network has no such name", isAllowed: true));
            }
            else if (!state.TryGetValue(name, out var target))
            {
                left.Add(Note(entry, name == entry.Name ? "the network has no such name" : $"the network has no '{name}'", isAllowed: false));
            }
            else if (!sources.TryAdd(name, entry.Name))
            {
                left.Add(Note(entry, $"the network's '{name}' is read from '{sources[name]}' already", isAllowed: false));
            }
            else if (!StateTensor.Fits(entry, target))
            {
                differences.Add(new WeightsDifference(name, StateTensor.Describe(entry), StateTensor.Describe(target)));
            }
        }

        var differing = differences.Select(difference => difference.Name).ToHashSet(StringComparer.Ordinal);
        var loaded = state.Keys.Where(name => sources.ContainsKey(name) && !differing.Contains(name)).ToList();
        var report = new WeightsLoadReport(fileName)
        {
            Loaded = [.. loaded],
            Renamed = [.. loaded.Where(name => sources[name] != name).Select(name => (sources[name], name))],
            LeftInFile = [.. left],
            NotInFile = [.. state.Where(entry => !sources.ContainsKey(entry.Key)).Select(entry => NotFound(entry.Key, entry.Value, rules))],
            NotFitting = [.. differences],
        };
        return (report, sources);
    }

    private static WeightsNote Note(SafetensorsEntry entry, string reason, bool isAllowed) =>
        new(entry.Name, StateTensor.Describe(entry), reason, isAllowed);

    private static WeightsNote NotFound(string name, Tensor target, NameRules rules)
    {
        var reason =
            rules.IsLeft(name) ? "it is to be left in the file"
            : rules.IsKept(name) ? "it is to be kept"
            : name.EndsWith(BatchCounter, StringComparison.Ordinal) ? "older files do not have it"
            : null;
        return new WeightsNote(name, StateTensor.Describe(target), reason ?? "the file does not have it", reason is not null);
    }

    /// <summary>The most frequent difference has a cure that can be named: training on several GPUs puts "module." before every name.</summary>
    private static string Hint(WeightsLoadReport report, SafetensorsFile file)
    {
        if (!report.Loaded.IsEmpty || file.Entries.Count == 0 || file.Entries[0].Name.IndexOf('.', StringComparison.Ordinal) is not (>= 0 and var dot))
        {
            return "";
        }

        var beginning = file.Entries[0].Name[..(dot + 1)];
        var missing = report.NotInFile.Select(note => note.Name).ToHashSet(StringComparer.Ordinal);
        return file.Entries.All(entry => entry.Name.StartsWith(beginning, StringComparison.Ordinal))
            && file.Entries.Any(entry => missing.Contains(entry.Name[beginning.Length..]))
            ? $" Every name of the file begins with '{beginning}': Rename = [(\"{beginning}\", \"\")] takes it away."
            : "";
    }
}
