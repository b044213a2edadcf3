using System.ComponentModel;
using Rsg.Data;
using Rsg.Output;

namespace Rsg.Training;

/// <summary>Keeps time and means over a training and tells an observer: what a training loop reports to, so that the loop itself stays short.</summary>
/// <remarks>
/// In an epoch: <see cref="BeginEpoch"/>, <see cref="EndStep"/> after each step, <see cref="EndEpoch"/>. The start of the training and of
/// phase 2 are noticed, the latter at its first step and not where it is resumed, and the end is when the last epoch ends. An epoch that was broken off is resumed, unless it is forgotten (<see cref="ForgetEpoch"/>).
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TrainingProgress
{
    /// <summary>How many steps' losses stay on a GPU before they are read together.</summary>
    private const int UnreadSteps = 32;

    private readonly List<(int Step, StepLosses Losses, int Images)> unread = [];
    private readonly TimeProvider clock;
    private readonly int plannedEpochs;

    private TrainingStart plan;

    private long trainingStarted;
    private long epochStarted;
    private bool running;
    private bool inEpoch;

    private int epoch;
    private int phase = 1;
    private double learningRate;
    private int stepsPerEpoch;
    private int epochsDone;
    private EpochSoFar soFar = EpochSoFar.None;
    private TimeSpan earlier;

    /// <summary>Prepares to observe a training.</summary>
    /// <param name="plan">What is trained.</param>
    /// <param name="observer">Who is told; <see langword="null"/> for nobody.</param>
    /// <param name="clock">Where the time comes from; <see langword="null"/> for the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The plan has no epochs or no steps.</exception>
    public TrainingProgress(TrainingStart plan, ITrainingObserver? observer, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Epochs, 1, nameof(plan));
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.StepsPerEpoch, 1, nameof(plan));
        this.plan = plan;
        plannedEpochs = plan.Epochs;
        Observer = observer;
        this.clock = clock ?? TimeProvider.System;
    }

    /// <summary>Who is told.</summary>
    public ITrainingObserver? Observer { get; }

    /// <summary>The declared names of the classes, in label order; <see langword="null"/> when none were declared.</summary>
    internal IReadOnlyList<string>? ClassNames => plan.ClassNames;

    /// <summary>Steps of the current epoch that are done; between epochs 0.</summary>
    public int StepsDone => soFar.Steps;

    /// <summary>The number of the batch that the epoch goes on with (<see cref="Batch.Number"/>); between epochs 0.</summary>
    public int NextBatch => soFar.NextBatch;

    /// <summary>Images of the current epoch that could not be read, up to <see cref="NextBatch"/>; between epochs 0.</summary>
    public long SkippedImages => soFar.SkippedImages;

    /// <summary>
    /// The training is to end at another epoch than was planned: what is left is counted up to there, and up to the planned end again
    /// once it goes on behind it.
    /// </summary>
    /// <param name="epochs">Epochs of the whole training; at least 1.</param>
    public void EndAt(int epochs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        plan = plan with { Epochs = epochs };
    }

    /// <summary>The next epoch begins with its first step, also where steps of it were made.</summary>
    public void ForgetEpoch()
    {
        inEpoch = false;
        unread.Clear();
        soFar = EpochSoFar.None;
    }

    /// <summary>An epoch is about to begin, or to go on with its next step where some are done.</summary>
    /// <param name="epoch">Which one, counted from 0.</param>
    /// <param name="learningRate">Its learning rate.</param>
    /// <param name="stepsPerEpoch">Its steps; at least 1. What is left is estimated as if later epochs had as many.</param>
    public void BeginEpoch(int epoch, double learningRate, int stepsPerEpoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfLessThan(stepsPerEpoch, 1);
        if (epoch != this.epoch)
        {
            ForgetEpoch();
        }

        if (!running)
        {
            running = true;
            trainingStarted = clock.GetTimestamp();
            Observer?.OnTrainingStarted(plan with { FirstEpoch = epoch, FirstStep = soFar.Steps });
        }

        if (epoch >= plan.Epochs)
        {
            plan = plan with { Epochs = plannedEpochs };
        }

        int nextPhase = PhaseOf(epoch);
        if (nextPhase == 2 && phase == 1)
        {
            Observer?.OnPhaseChanged(new PhaseChange(epoch, plan.Epochs, nextPhase));
        }

        inEpoch = true;
        this.epoch = epoch;
        this.learningRate = learningRate;
        this.stepsPerEpoch = stepsPerEpoch;
        phase = nextPhase;
        earlier = soFar.Duration;
        epochStarted = clock.GetTimestamp();
    }

    /// <summary>Makes a step and counts it, as <see cref="EndStep"/> does; where it fails because a number is not finite, the message says which step it was.</summary>
    /// <param name="step">Makes the step.</param>
    /// <param name="batch">Its images.</param>
    /// <exception cref="InvalidOperationException">No epoch has begun.</exception>
    /// <exception cref="NotFiniteNumberException">A loss or a gradient of this step, or on a GPU of one not long before, is not finite.</exception>
    public void Step(Func<StepLosses> step, Batch batch)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(batch);
        RequireEpoch();
        StepLosses losses;
        try
        {
            losses = step();
        }
        catch (NotFiniteNumberException failure)
        {
            throw AtStep(soFar.Steps + 1, failure);
        }

        Count(losses, batch.Count, batch.Number + 1, batch.Skipped);
    }

    /// <summary>A step was done. Losses on a GPU are read many steps at a time, so that no step waits for them.</summary>
    /// <param name="losses">Its losses.</param>
    /// <param name="images">Its real images; at least 1.</param>
    /// <exception cref="InvalidOperationException">No epoch has begun.</exception>
    /// <exception cref="NotFiniteNumberException">A loss or a gradient of this step, or on a GPU of one not long before, is not finite.</exception>
    public void EndStep(StepLosses losses, int images)
    {
        ArgumentNullException.ThrowIfNull(losses);
        ArgumentOutOfRangeException.ThrowIfLessThan(images, 1);
        RequireEpoch();
        Count(losses, images, soFar.NextBatch + 1, skipped: 0);
    }

    /// <summary>The epoch was done.</summary>
    /// <param name="skippedImages">Images of the epoch that were left out because they could not be read; not negative.</param>
    /// <returns>Its report, as the observer got it.</returns>
    /// <exception cref="InvalidOperationException">No epoch has begun, or it had no step.</exception>
    public EpochReport EndEpoch(long skippedImages = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skippedImages);
        RequireEpoch();
        if (soFar.Steps == 0)
        {
            throw new InvalidOperationException($"Epoch {epoch} ends without a step{UnreadImages.After("; ", skippedImages)}.");
        }

        ReadLosses();
        EpochSoFar done = soFar;
        ForgetEpoch();
        epochsDone++;
        TimeSpan duration = EpochDuration();
        var report = new EpochReport(
            epoch,
            plan.Epochs,
            phase,
            done.Losses.Mean(done.Images, done.Generated),
            done.Images,
            learningRate,
            PerSecond(done.Images, duration),
            duration,
            clock.GetElapsedTime(trainingStarted),
            duration * Math.Max(0, plan.Epochs - epoch - 1))
        {
            SkippedImages = skippedImages,
        };
        Observer?.OnEpoch(report);

        if (epoch == plan.Epochs - 1)
        {
            Observer?.OnTrainingFinished(new TrainingEnd(epochsDone, clock.GetElapsedTime(trainingStarted)));
        }

        return report;
    }

    /// <summary>What is done of the epoch, with all its losses read; <see langword="null"/> between epochs.</summary>
    /// <exception cref="NotFiniteNumberException">A loss that was not read yet is not finite.</exception>
    internal EpochSoFar? SoFar()
    {
        ReadLosses();
        return soFar.Steps == 0 ? null : soFar;
    }

    /// <summary>The next epoch to begin is one that was broken off, perhaps in another process.</summary>
    /// <param name="epoch">Which one, counted from 0.</param>
    /// <param name="done">What is done of it; <see langword="null"/> for nothing.</param>
    internal void GoOnFrom(int epoch, EpochSoFar? done)
    {
        ForgetEpoch();
        this.epoch = epoch;
        soFar = done ?? EpochSoFar.None;
        phase = PhaseOf(soFar.Steps > 0 ? epoch : epoch - 1); // of the step that was made last: phase 2 is told of at its first, and not once more
    }

    private int PhaseOf(int epoch) => epoch >= plan.GenerateFromEpoch ? 2 : 1;

    private static double PerSecond(int images, TimeSpan duration) => duration > TimeSpan.Zero ? images / duration.TotalSeconds : 0;

    private void Count(StepLosses losses, int images, int nextBatch, int skipped)
    {
        TimeSpan duration = EpochDuration();
        soFar = soFar with
        {
            Steps = soFar.Steps + 1,
            NextBatch = nextBatch,
            Images = soFar.Images + images,
            Generated = soFar.Generated + losses.Generated,
            SkippedImages = soFar.SkippedImages + skipped,
            Duration = duration,
        };
        unread.Add((soFar.Steps, losses, images));
        if (losses.AreKnown || unread.Count >= UnreadSteps)
        {
            ReadLosses();
        }

        if (Observer is { } observer)
        {
            double epochsLeft = plan.Epochs - epoch - ((double)soFar.Steps / stepsPerEpoch);
            observer.OnStep(new StepReport(
                epoch,
                plan.Epochs,
                phase,
                soFar.Steps - 1,
                stepsPerEpoch,
                losses,
                learningRate,
                PerSecond(soFar.Images, duration),
                clock.GetElapsedTime(trainingStarted),
                duration * Math.Max(0, epochsLeft) * stepsPerEpoch / soFar.Steps));
        }
    }

    private TimeSpan EpochDuration() => earlier + clock.GetElapsedTime(epochStarted);

    private void ReadLosses()
    {
        (int Step, StepLosses Losses, int Images)[] done = [.. unread];
        unread.Clear();
        StepLosses.ReadTogether([.. done.Select(one => one.Losses)]);
        foreach ((int step, StepLosses losses, int images) in done)
        {
            try
            {
                soFar = soFar with { Losses = soFar.Losses.And(losses, images) };
            }
            catch (NotFiniteNumberException failure)
            {
                ForgetEpoch(); // its sums are incomplete from here on
                throw AtStep(step, failure);
            }
        }
    }

    private NotFiniteNumberException AtStep(int step, NotFiniteNumberException failure) =>
        new($"Step {step} of epoch {epoch + 1}: {failure.Message}", failure.OffendingNumber, failure);

    private void RequireEpoch()
    {
        if (!inEpoch)
        {
            throw new InvalidOperationException("No epoch has begun.");
        }
    }
}
