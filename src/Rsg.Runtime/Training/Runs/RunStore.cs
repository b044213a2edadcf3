using System.Diagnostics;

namespace Rsg.Training;

/// <summary>What a run keeps in its folder, so that it survives its process: checkpoints, and at the end its result. It owns the folder.</summary>
/// <param name="folder">Taken for this run alone.</param>
/// <param name="trainer">Trains.</param>
/// <param name="history">The epochs so far; the run adds to them.</param>
/// <param name="best">The best of them.</param>
internal sealed class RunStore(RunFolder folder, ITrainer trainer, List<RunEpoch> history, BestEpoch best) : IDisposable
{
    private (int Epoch, int Step)? saved;
    private long savedAt;

    /// <summary>Which checkpoints are written and kept.</summary>
    public required CheckpointPolicy Policy { get; init; }

    /// <summary>Whether an older checkpoint is taken where the newest is damaged.</summary>
    public required bool SkipDamaged { get; init; }

    /// <summary>What the run is made of; written again should its file be deleted, without which no checkpoint is gone on from.</summary>
    public required RunManifest Manifest { get; init; }

    /// <summary>Whether a checkpoint has the training as it is now.</summary>
    public bool IsSaved => saved == (trainer.Epoch, trainer.StepsDone) && folder.Has(trainer.Epoch, trainer.StepsDone);

    /// <summary>Whether an error ended an epoch, which is to be trained again from the newest checkpoint on.</summary>
    public bool IsBrokenOff { get; private set; }

    /// <summary>How long the newest checkpoint took to write.</summary>
    public TimeSpan WriteTime { get; private set; }

    private string NewestCheckpoint => folder.Checkpoints() is [var newest, ..] ? $"The newest checkpoint is '{newest.File}'" : $"Its checkpoints in '{folder.Path}' were deleted";

    /// <summary>Goes on from the newest checkpoint; where there is none, writes the first: a folder that cannot be written to is an error before the first epoch.</summary>
    public void Begin()
    {
        if (folder.Checkpoints().Count > 0)
        {
            RestoreNewest();
        }
        else
        {
            Save();
        }

        folder.RequireRoom(Policy);
    }

    /// <summary>Writes a checkpoint of the training as it is now.</summary>
    /// <exception cref="IOException">It cannot be written; those before it are still there.</exception>
    public void Save()
    {
        long start = Stopwatch.GetTimestamp();
        folder.Save(
            trainer.Epoch,
            trainer.StepsDone,
            best.Evaluation?.Epoch + 1,
            Policy,
            path =>
            {
                RunCheckpoint.Write(path, trainer, new RunRecord(history, best.Evaluation), best.Weights);
                if (!File.Exists(folder.ManifestPath))
                {
                    Manifest.Write(folder.ManifestPath);
                }
            });
        WriteTime = Stopwatch.GetElapsedTime(start);
        SavedNow();
    }

    /// <summary>Makes trainer and run what they were at the newest checkpoint.</summary>
    /// <exception cref="CheckpointException">It is damaged, or of another training.</exception>
    /// <exception cref="FileNotFoundException">There is none any more.</exception>
    public void RestoreNewest()
    {
        if (folder.Checkpoints().Count == 0)
        {
            throw new FileNotFoundException($"The checkpoints in '{folder.Path}' were deleted while the run went on, and there is none to go back to from the epoch that was broken off. Begin anew, with a new trainer.");
        }

        RunRecord record = RunCheckpoint.ReadNewest(folder, trainer, best.Weights, SkipDamaged);
        history.Clear();
        history.AddRange(record.History);
        best.Restore(record.Best);
        IsBrokenOff = false;
        SavedNow();
    }

    /// <summary>Trains an epoch, with checkpoints between its steps where the policy has them; an error's message says what there is to go on from.</summary>
    public EpochReport TrainEpoch(CancellationToken cancellation)
    {
        IsBrokenOff = true;
        try
        {
            EpochReport report = trainer.TrainEpoch(SaveIfOld, cancellation);
            IsBrokenOff = false;
            return report;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            IsBrokenOff = false; // what is done of it is known, and resumed
            throw;
        }
        catch (NotFiniteNumberException failure)
        {
            throw new NotFiniteNumberException($"{failure.Message} {NewestCheckpoint}.", failure.OffendingNumber, failure);
        }
        catch (IOException failure) when (failure.GetType() == typeof(IOException) && failure.InnerException is null)
        {
            // The system's own: a full disk, most likely, on which an observer writes. That of a checkpoint has been explained.
            throw new IOException($"{failure.Message.TrimEnd('.')}. {NewestCheckpoint}; make room, and go on from there.", failure);
        }
    }

    /// <summary>Writes what the run came to, with the names of the classes where they were declared.</summary>
    public void WriteResult(TrainingRunResult result) => result.WriteJson(folder.PathOf(RunFolder.ResultName), trainer.State.ClassNames);

    public void Dispose() => folder.Dispose();

    private void SaveIfOld()
    {
        if (Policy.Every is { } time && Stopwatch.GetElapsedTime(savedAt) >= time)
        {
            Save();
        }
    }

    private void SavedNow() => (saved, savedAt) = ((trainer.Epoch, trainer.StepsDone), Stopwatch.GetTimestamp());
}
