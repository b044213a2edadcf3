using static TorchSharp.torch;

namespace Rsg.Training;

/// <summary>A checkpoint of a run: that of its trainer, with the run's history and the weights of the best epoch beside it, so that each file is enough to go on from.</summary>
internal static class RunCheckpoint
{
    private const string RecordKey = "run";
    private const string BestPrefix = "best.";

    public static void Write(string path, ITrainer trainer, RunRecord record, BestWeights best) => trainer.State.Save(
        path,
        trainer.Epoch,
        best.Values.Select(entry => KeyValuePair.Create(BestPrefix + entry.Key, entry.Value)),
        [KeyValuePair.Create(RecordKey, RunRecordJson.Write(record))]);

    /// <summary>Goes back to the newest checkpoint of a folder.</summary>
    /// <param name="folder">It has at least one.</param>
    /// <param name="trainer">Gets its state.</param>
    /// <param name="best">Gets the weights of the best epoch so far.</param>
    /// <param name="skipDamaged">Whether damaged ones are put aside, and an older one is taken.</param>
    /// <returns>What the run knew.</returns>
    /// <exception cref="CheckpointException">It is damaged or of another training, or all are damaged.</exception>
    public static RunRecord ReadNewest(RunFolder folder, ITrainer trainer, BestWeights best, bool skipDamaged)
    {
        var files = folder.Checkpoints().Select(one => one.File).ToArray();
        for (var i = 0; i < files.Length; i++)
        {
            try
            {
                return Read(files[i], trainer, best);
            }
            catch (CheckpointException failure) when (failure.Problem is CheckpointProblem.Damaged or CheckpointProblem.Foreign && i < files.Length - 1)
            {
                if (!skipDamaged)
                {
                    throw new CheckpointException(
                        failure.Path, failure.Problem, $"{failure.What} An older one is there: {Path.GetFileName(files[i + 1])}. Set SkipDamagedCheckpoints to go on from it.", failure);
                }

                RunFolder.PutAside(files[i]);
            }
        }

        throw new InvalidOperationException("The loop returns or throws at the last file.");
    }

    /// <summary>What the run knew, without a trainer.</summary>
    /// <exception cref="CheckpointException">The file is damaged, or is none of a run.</exception>
    public static RunRecord ReadRecord(string path)
    {
        using var file = CheckpointFile.Open(path);
        try
        {
            return RunRecordJson.Read(file.Text(RecordKey));
        }
        catch (FormatException failure)
        {
            throw file.Problem(CheckpointProblem.Damaged, failure.Message);
        }
    }

    private static RunRecord Read(string path, ITrainer trainer, BestWeights best)
    {
        using var scope = NewDisposeScope();
        using var file = CheckpointFile.Open(path);
        try
        {
            var record = RunRecordJson.Read(file.Text(RecordKey));
            var weights = file.Entries.Where(entry => entry.Name.StartsWith(BestPrefix, StringComparison.Ordinal))
                .ToDictionary(entry => entry.Name[BestPrefix.Length..], entry => file.Read(entry.Name), StringComparer.Ordinal);
            trainer.LoadCheckpoint(path);
            best.Take(trainer.Network, weights);
            return record;
        }
        catch (FormatException failure)
        {
            throw new CheckpointException(path, CheckpointProblem.Damaged, failure.Message, failure);
        }
    }
}
