using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Rsg.Balancing;
using Rsg.Output;
using static TorchSharp.torch;

namespace Rsg.Training;

/// <summary>What a run is made of: what its result follows from (<see cref="Settings"/>), and under what circumstances it was begun, which are only noted.</summary>
/// <param name="Settings">Key and value; none may differ when the run is resumed.</param>
/// <param name="Circumstances">Key and value; may differ.</param>
internal sealed record RunManifest(IReadOnlyList<KeyValuePair<string, string>> Settings, IReadOnlyList<KeyValuePair<string, string>> Circumstances)
{
    /// <summary>The hash of all lines of the declaration.</summary>
    public const string DeclarationHashKey = "declarationHash";

    private const int Format = 1;
    private const string FormatKey = "formatVersion";
    private const string SettingsKey = "settings";
    private const string CircumstancesKey = "circumstances";

    // When a run was begun differs in every session, and says nothing.
    private const string StartedKey = "started";

    /// <param name="trainer">What trains.</param>
    /// <param name="run">How it is evaluated: keys and values of the run itself.</param>
    public static RunManifest Of(ITrainer trainer, IEnumerable<KeyValuePair<string, string>> run)
    {
        var (declaration, trainingSet, seed, device) = trainer.Setup;
        var images = DatasetFingerprint.Take(trainingSet);
        return new RunManifest(
            [
                new("model", declaration.Model),
                new(DeclarationHashKey, declaration.Hash),
                .. declaration.Entries.Select(entry => KeyValuePair.Create("declaration." + entry.Key, entry.Value)),
                new("seed", Text(seed)),
                new("epochs", Text(trainer.TotalEpochs)),
                new("trainingSet.hash", images.Hash),
                new("trainingSet.hashOf", images.Of),
                new("trainingSet.images", Text(trainingSet.Count)),
                new("trainingSet.classCounts", string.Join(" ", ClassCounts.FromLabels(trainingSet.Labels, trainingSet.Classes).Select(Text))),
                .. run,
            ],
            [
                new(StartedKey, DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
                new("commandLine", Environment.CommandLine),
                new("device", device.ToString()),
                new("threads", Text(get_num_threads())),
                new("generator", declaration.Generator),
                new("runtime", SoftwareVersion.Runtime),
                new("torchSharp", SoftwareVersion.TorchSharp),
                new("dotnet", RuntimeInformation.FrameworkDescription),
                new("system", $"{RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}"),
            ]);

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    /// <exception cref="ManifestException">The file is no manifest, or of a later format.</exception>
    public static RunManifest Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var format = document.RootElement.GetProperty(FormatKey).GetInt32();
            return format <= Format
                ? new RunManifest(ReadEntries(document.RootElement.GetProperty(SettingsKey)), ReadEntries(document.RootElement.GetProperty(CircumstancesKey)))
                : throw new ManifestException(path, $"its format is {format}, and {SoftwareVersion.Runtime} reads formats up to {Format}. Update Rsg.Runtime.");
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ManifestException(path, $"it is damaged, or no manifest ({failure.Message.TrimEnd('.')}). Put back a copy of it, or begin in another folder.", failure);
        }
    }

    /// <summary>Writes the manifest of a run that begins, and holds one that goes on against it.</summary>
    /// <returns>What differs of the circumstances; nothing in a run that begins.</returns>
    /// <exception cref="ManifestException">The run in the folder is another one.</exception>
    /// <exception cref="FileNotFoundException">The folder has checkpoints and no manifest.</exception>
    public IReadOnlyList<ManifestDifference> Keep(RunFolder folder)
    {
        if (File.Exists(folder.ManifestPath))
        {
            return RequireSame(Read(folder.ManifestPath), folder.ManifestPath);
        }

        if (folder.HasRun)
        {
            throw new FileNotFoundException($"'{folder.Path}' has a run, but no {RunFolder.ManifestName} to tell what it is of.", folder.ManifestPath);
        }

        Write(folder.ManifestPath);
        return [];
    }

    public void Write(string path) => WholeFile.WriteText(path, JsonText.Write(json =>
    {
        json.WriteNumber(FormatKey, Format);
        WriteEntries(json, SettingsKey, Settings);
        WriteEntries(json, CircumstancesKey, Circumstances);
    }));

    /// <summary>Requires that this run is the one that a manifest was written of.</summary>
    /// <returns>What differs of the circumstances.</returns>
    /// <exception cref="ManifestException">A setting differs.</exception>
    public IReadOnlyList<ManifestDifference> RequireSame(RunManifest saved, string path)
    {
        var differences = Differences(saved.Settings, Settings);
        return differences.Count == 0 ? Differences(saved.Circumstances, Circumstances) : throw new ManifestException(path, differences);
    }

    private static IReadOnlyList<ManifestDifference> Differences(IEnumerable<KeyValuePair<string, string>> saved, IEnumerable<KeyValuePair<string, string>> now)
    {
        var (before, after) = (saved.ToDictionary(StringComparer.Ordinal), now.ToDictionary(StringComparer.Ordinal));
        return
        [
            .. before.Keys.Union(after.Keys)
                .Where(key => key != StartedKey)
                .Select(key => new ManifestDifference(key, before.GetValueOrDefault(key), after.GetValueOrDefault(key)))
                .Where(difference => difference.Saved != difference.Now),
        ];
    }

    private static void WriteEntries(Utf8JsonWriter json, string key, IEnumerable<KeyValuePair<string, string>> entries)
    {
        json.WriteStartObject(key);
        foreach (var (name, value) in entries)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static KeyValuePair<string, string>[] ReadEntries(JsonElement entries) =>
        [.. entries.EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, entry.Value.GetString() ?? "")).DistinctBy(entry => entry.Key)];
}
