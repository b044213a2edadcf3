using System.Globalization;
using System.Text;
using static TorchSharp.torch;

namespace Rsg.Weights;

/// <summary>A module's parameters and buffers in a safetensors file, by state name. The names are PyTorch's, so weights move both ways.</summary>
public static class WeightsFile
{
    /// <summary>Saves a module's state, replacing the file as a whole.</summary>
    public static void Save(nn.Module module, string path)
    {
        ArgumentNullException.ThrowIfNull(module);
        SafetensorsFile.Write(path, module.state_dict(), [new("format", "pt")]);
    }

    /// <summary>
    /// Loads a module's state: every name that the module has must be in the file with its shape, and no other. Floating-point
    /// values are converted to the module's type; other types must agree. The module stays on its device, and nothing is changed where anything is wrong.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is broken, or does not fit the module; the message names every difference.</exception>
    public static void Load(nn.Module module, string path)
    {
        ArgumentNullException.ThrowIfNull(module);
        var state = module.state_dict();
        using var file = SafetensorsFile.Open(path);
        CheckFits(state, file, path);

        StateTensor.Copy(file, [.. state.Select(entry => (entry.Key, entry.Value))]);
    }

    private static void CheckFits(Dictionary<string, Tensor> state, SafetensorsFile file, string path)
    {
        var differences = new StringBuilder();
        var entries = file.Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        foreach (var (name, target) in state)
        {
            if (!entries.TryGetValue(name, out var entry))
            {
                differences.Append(CultureInfo.InvariantCulture, $"\n  missing: {name} {StateTensor.Describe(target)}");
            }
            else if (!StateTensor.Fits(entry, target))
            {
                differences.Append(
                    CultureInfo.InvariantCulture,
                    $"\n  does not fit: {name} is {StateTensor.Describe(entry)} in the file, {StateTensor.Describe(target)} in the module");
            }
        }

        foreach (var entry in file.Entries.Where(entry => !state.ContainsKey(entry.Name)))
        {
            differences.Append(CultureInfo.InvariantCulture, $"\n  unexpected: {entry.Name} {StateTensor.Describe(entry)}");
        }

        if (differences.Length > 0)
        {
            throw new InvalidDataException($"'{Path.GetFileName(path)}' does not fit the module; nothing was loaded:{differences}");
        }
    }
}
