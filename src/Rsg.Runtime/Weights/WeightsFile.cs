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

        using var scope = NewDisposeScope();
        var values = state.Keys.ToDictionary(name => name, file.Read);
        using var withoutGradient = no_grad();
        foreach (var (name, target) in state)
        {
            target.copy_(values[name]);
        }
    }

    private static void CheckFits(Dictionary<string, Tensor> state, SafetensorsFile file, string path)
    {
        var differences = new StringBuilder();
        var entries = file.Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        foreach (var (name, target) in state)
        {
            if (!entries.TryGetValue(name, out var entry))
            {
                differences.Append(CultureInfo.InvariantCulture, $"\n  missing: {name} {Describe(target.dtype, target.shape)}");
            }
            else if (!entry.Shape.SequenceEqual(target.shape) || !Converts(entry.Type, target.dtype))
            {
                differences.Append(
                    CultureInfo.InvariantCulture,
                    $"\n  does not fit: {name} is {Describe(entry.Type, entry.Shape)} in the file, {Describe(target.dtype, target.shape)} in the module");
            }
        }

        foreach (var entry in file.Entries.Where(entry => !state.ContainsKey(entry.Name)))
        {
            differences.Append(CultureInfo.InvariantCulture, $"\n  unexpected: {entry.Name} {Describe(entry.Type, entry.Shape)}");
        }

        if (differences.Length > 0)
        {
            throw new InvalidDataException($"'{Path.GetFileName(path)}' does not fit the module; nothing was loaded:{differences}");
        }
    }

    private static bool Converts(ScalarType from, ScalarType to) => from == to || (IsFloatingPoint(from) && IsFloatingPoint(to));

    private static bool IsFloatingPoint(ScalarType type) =>
        type is ScalarType.Float64 or ScalarType.Float32 or ScalarType.Float16 or ScalarType.BFloat16;

    private static string Describe(ScalarType type, IEnumerable<long> shape) =>
        $"{type} [{string.Join(", ", shape.Select(size => size.ToString(CultureInfo.InvariantCulture)))}]";
}
