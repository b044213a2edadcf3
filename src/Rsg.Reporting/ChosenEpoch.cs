using System.Text.Json;
using Rsg.Training;

namespace Rsg.Reporting;

/// <summary>The best epoch of a run, whose weights it kept, as the result in its folder says.</summary>
/// <param name="Epoch">Counted from 0.</param>
/// <param name="Selection">How it was chosen, in words.</param>
internal sealed record ChosenEpoch(int Epoch, string Selection)
{
    private const long LargestResult = 1 << 26;

    /// <param name="folder">The folder of a run.</param>
    /// <param name="fault">Why a result that is there cannot be read; <see langword="null"/> otherwise.</param>
    /// <returns><see langword="null"/> where the run is not at its end, or has chosen none.</returns>
    public static ChosenEpoch? Read(string folder, out string? fault)
    {
        fault = null;
        string path = Path.Combine(folder, RunFolder.ResultName);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            if (new FileInfo(path).Length <= LargestResult)
            {
                using JsonDocument result = JsonDocument.Parse(File.ReadAllBytes(path));
                return Of(result.RootElement);
            }

            fault = $"{RunFolder.ResultName} is larger than 64 MB.";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            fault = $"{RunFolder.ResultName} cannot be read: {error.Message}";
        }

        return null;
    }

    private static ChosenEpoch? Of(JsonElement result)
    {
        JsonElement best = result.GetProperty("best");
        return best.ValueKind == JsonValueKind.Null ? null : new ChosenEpoch(best.GetProperty("epoch").GetInt32(), result.GetProperty("selection").GetString() ?? "");
    }
}
