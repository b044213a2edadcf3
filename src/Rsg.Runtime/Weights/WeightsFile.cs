using Rsg.Layers;
using static TorchSharp.torch;

namespace Rsg.Weights;

/// <summary>A module's parameters and buffers in a safetensors file, by state name. The names are PyTorch's, so weights move both ways.</summary>
public static class WeightsFile
{
    /// <summary>Saves a module's state, replacing the file as a whole.</summary>
    /// <exception cref="InvalidOperationException">The network is a folded one, whose state is not the network's.</exception>
    public static void Save(nn.Module module, string path)
    {
        ArgumentNullException.ThrowIfNull(module);
        FoldedNetwork.RequireUnfolded(module, "saved");
        SafetensorsFile.Write(path, module.state_dict(), [new("format", "pt")]);
    }

    /// <summary>
    /// Loads a module's state: every name that the module has must be in the file with its shape, and no other. Floating-point
    /// values are converted to the module's type; other types must agree. The module stays on its device, and nothing is changed where anything is wrong.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is broken, or does not fit the module; the message names every difference.</exception>
    /// <exception cref="InvalidOperationException">The network is a folded one.</exception>
    public static void Load(nn.Module module, string path)
    {
        ArgumentNullException.ThrowIfNull(module);
        FoldedNetwork.RequireUnfolded(module, "loaded");
        var state = module.state_dict();
        using var file = SafetensorsFile.Open(path);
        RequireFit(PretrainedWeights.Compare(state, file, Path.GetFileName(path), new NameRules(new WeightsLoadOptions())).Report);

        StateTensor.Copy(file, [.. state.Select(entry => (entry.Key, entry.Value))]);
    }

    /// <summary>Nothing may differ, not even what pre-trained weights need not have.</summary>
    private static void RequireFit(WeightsLoadReport report)
    {
        string[] differences =
        [
            .. report.NotInFile.Select(note => $"missing: {note.Name} {note.Tensor}"),
            .. report.NotFitting.Select(entry => $"does not fit: {entry.Name} is {entry.InFile} in the file, {entry.InNetwork} in the module"),
            .. report.LeftInFile.Select(note => $"unexpected: {note.Name} {note.Tensor}"),
        ];
        if (differences.Length > 0)
        {
            throw new InvalidDataException($"'{report.File}' does not fit the module; nothing was loaded:{string.Concat(differences.Select(difference => "\n  " + difference))}\nPretrainedWeights.Load takes weights of other networks and under other names.");
        }
    }
}
