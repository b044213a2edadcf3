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
            catch (CheckpointException failure) when (failure.Problem is CheckpointProblem.Damaged or CheckpointProblem.Foreign)
            {
                var older = files[(i + 1)..];
                if (!skipDamaged || !older.Any(IsWhole))
                {
                    throw new CheckpointException(failure.Path, failure.Problem, $"{failure.What} {WhatIsLeft(older)}", failure);
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

    /// <summary>The weights of the best epoch, without a trainer.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">Tells which weights there must be.</param>
    /// <param name="best">Gets them.</param>
    /// <returns>What the run knew.</returns>
    /// <exception cref="CheckpointException">The file is damaged, is none of a run, or is one of another network.</exception>
    public static RunRecord ReadBest(string path, nn.Module network, BestWeights best)
    {
        using var scope = NewDisposeScope();
        using var file = CheckpointFile.Open(path);
        RunRecord record;
        try
        {
            record = RunRecordJson.Read(file.Text(RecordKey));
        }
        catch (FormatException failure)
        {
            throw file.Problem(CheckpointProblem.Damaged, failure.Message);
        }

        try
        {
            best.Take(network, BestIn(file));
            return record;
        }
        catch (FormatException failure)
        {
            throw file.Problem(CheckpointProblem.OtherTraining, failure.Message);
        }
    }

    private static RunRecord Read(string path, ITrainer trainer, BestWeights best)
    {
        using var scope = NewDisposeScope();
        using var file = CheckpointFile.Open(path);
        try
        {
            var record = RunRecordJson.Read(file.Text(RecordKey));
            var weights = BestIn(file);
            trainer.LoadCheckpoint(path);
            best.Take(trainer.Network, weights);
            return record;
        }
        catch (FormatException failure)
        {
            throw new CheckpointException(path, CheckpointProblem.Damaged, failure.Message, failure);
        }
    }

    private static Dictionary<string, Tensor> BestIn(CheckpointFile file) => file.Entries
        .Where(entry => entry.Name.StartsWith(BestPrefix, StringComparison.Ordinal))
        .ToDictionary(entry => entry.Name[BestPrefix.Length..], entry => file.Read(entry.Name), StringComparer.Ordinal);

    /// <summary>Which of the older files can be gone on from: an offer that was not looked at would be none.</summary>
    private static string WhatIsLeft(string[] older)
    {
        var whole = older.FirstOrDefault(IsWhole);
        return older.Length == 0 ? "It is the only one. Nothing is left to go on from; begin in another folder."
            : whole is null
            ? $"The older ones are damaged, too: {string.Join(", ", older.Select(Path.GetFileName))}. Nothing is left to go on from; begin in another folder."
            : $"An older one is whole: {Path.GetFileName(whole)}. Set SkipDamagedCheckpoints to go on from it.";
    }

    private static bool IsWhole(string file)
    {
        try
        {
            CheckpointFile.Open(file).Dispose();
            return true;
        }
        catch (Exception failure) when (failure is CheckpointException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
