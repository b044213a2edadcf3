using Rsg.Layers;
using static TorchSharp.torch;

namespace Rsg.Training;

/// <summary>Reads weights from the folder of a <see cref="TrainingRun"/>, without a trainer and without images; also while the run goes on in another process.</summary>
public static class RunWeights
{
    // A run that goes on deletes files that were just listed.
    private const int Attempts = 3;

    /// <summary>Gives a network the weights of the best epoch so far, from the newest checkpoint.</summary>
    /// <param name="network">A network of the run's model; it is changed only where all weights fit.</param>
    /// <param name="folder">The run's folder.</param>
    /// <returns>Which epoch it is, and how far the run is.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder has no run.</exception>
    /// <exception cref="InvalidOperationException">No epoch was chosen yet, or the run chooses none; or the network is a folded one.</exception>
    /// <exception cref="CheckpointException">The newest checkpoint is damaged, or of another network.</exception>
    public static BestOfRun LoadBest(nn.Module network, string folder)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        FoldedNetwork.RequireUnfolded(network, "loaded");
        using var weights = new BestWeights();
        var record = ReadNewest(network, folder, weights);
        if (record.Best is null)
        {
            throw new InvalidOperationException($"The run in '{folder}' has no best epoch: none was evaluated yet, or no set is to choose one (SelectOn).");
        }

        weights.PutInto(network);
        var newest = record.History[^1];
        return new BestOfRun(record.Best, record.History.Count, newest.Training.Epochs)
        {
            IsFinished = record.History.Count >= newest.Training.Epochs && newest is not { Validation: null, Test: null },
        };
    }

    private static RunRecord ReadNewest(nn.Module network, string folder, BestWeights weights)
    {
        for (var attempt = 1; ; attempt++)
        {
            var newest = NewestIn(folder);
            try
            {
                return RunCheckpoint.ReadBest(newest, network, weights);
            }
            catch (Exception failure) when (attempt < Attempts && failure is CheckpointException or IOException && NewestIn(folder) != newest)
            {
                // It was replaced while it was read.
            }
        }
    }

    private static string NewestIn(string folder) =>
        Directory.Exists(Path.Combine(folder, RunFolder.CheckpointsName)) && RunFolder.CheckpointsIn(folder) is [var newest, ..]
            ? newest.File
            : throw new DirectoryNotFoundException($"'{folder}' has no run: there is no checkpoint in it.");
}
