using Rsg.Output;

namespace Rsg.Training;

/// <summary>Keeps time and means over a training and tells an observer: what a training loop reports to, so that the loop itself stays short.</summary>
/// <remarks>
/// In an epoch: <see cref="BeginEpoch"/>, <see cref="EndStep"/> after each step, <see cref="EndEpoch"/>. The start of the training and of
/// phase 2 are noticed, and the end is when the last epoch ends.
/// </remarks>
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
    private int steps;
    private int images;
    private int generated;
    private int epochsDone;
    private double total;
    private double classification;
    private double cesc;
    private double mv;

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

    /// <summary>An epoch is about to begin. One that was broken off before is forgotten.</summary>
    /// <param name="epoch">Which one, counted from 0.</param>
    /// <param name="learningRate">Its learning rate.</param>
    /// <param name="stepsPerEpoch">Its steps; at least 1. What is left is estimated as if later epochs had as many.</param>
    public void BeginEpoch(int epoch, double learningRate, int stepsPerEpoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfLessThan(stepsPerEpoch, 1);
        if (!running)
        {
            running = true;
            trainingStarted = clock.GetTimestamp();
            Observer?.OnTrainingStarted(plan with { FirstEpoch = epoch });
        }

        if (epoch >= plan.Epochs)
        {
            plan = plan with { Epochs = plannedEpochs };
        }

        int nextPhase = epoch >= plan.GenerateFromEpoch ? 2 : 1;
        if (nextPhase == 2 && phase == 1)
        {
            Observer?.OnPhaseChanged(new PhaseChange(epoch, plan.Epochs, nextPhase));
        }

        inEpoch = true;
        this.epoch = epoch;
        this.learningRate = learningRate;
        this.stepsPerEpoch = stepsPerEpoch;
        phase = nextPhase;
        unread.Clear();
        steps = images = generated = 0;
        total = classification = cesc = mv = 0;
        epochStarted = clock.GetTimestamp();
    }

    /// <summary>Makes a step and counts it, as <see cref="EndStep"/> does; where it fails because a number is not finite, the message says which step it was.</summary>
    /// <param name="step">Makes the step.</param>
    /// <param name="images">Its real images; at least 1.</param>
    /// <exception cref="InvalidOperationException">No epoch has begun.</exception>
    /// <exception cref="NotFiniteNumberException">A loss or a gradient of this step, or on a GPU of one not long before, is not finite.</exception>
    public void Step(Func<StepLosses> step, int images)
    {
        ArgumentNullException.ThrowIfNull(step);
        RequireEpoch();
        StepLosses losses;
        try
        {
            losses = step();
        }
        catch (NotFiniteNumberException failure)
        {
            throw AtStep(steps + 1, failure);
        }

        EndStep(losses, images);
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
        steps++;
        this.images += images;
        generated += losses.Generated;
        unread.Add((steps, losses, images));
        if (losses.AreKnown || unread.Count >= UnreadSteps)
        {
            ReadLosses();
        }

        if (Observer is { } observer)
        {
            TimeSpan duration = clock.GetElapsedTime(epochStarted);
            double epochsLeft = plan.Epochs - epoch - ((double)steps / stepsPerEpoch);
            observer.OnStep(new StepReport(
                epoch,
                plan.Epochs,
                phase,
                steps - 1,
                stepsPerEpoch,
                losses,
                learningRate,
                PerSecond(this.images, duration),
                clock.GetElapsedTime(trainingStarted),
                duration * Math.Max(0, epochsLeft) * stepsPerEpoch / steps));
        }
    }

    /// <summary>The epoch was done.</summary>
    /// <param name="skippedImages">Images of the epoch that were left out because they could not be read; not negative.</param>
    /// <returns>Its report, as the observer got it.</returns>
    /// <exception cref="InvalidOperationException">No epoch has begun, or it had no step.</exception>
    public EpochReport EndEpoch(long skippedImages = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skippedImages);
        RequireEpoch();
        if (steps == 0)
        {
            throw new InvalidOperationException($"Epoch {epoch} ends without a step{UnreadImages.After("; ", skippedImages)}.");
        }

        ReadLosses();
        inEpoch = false;
        epochsDone++;
        TimeSpan duration = clock.GetElapsedTime(epochStarted);
        var report = new EpochReport(
            epoch,
            plan.Epochs,
            phase,
            new StepLosses(Mean(total), Mean(classification), Mean(cesc), Mean(mv), generated),
            images,
            learningRate,
            PerSecond(images, duration),
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

    private static double PerSecond(int images, TimeSpan duration) => duration > TimeSpan.Zero ? images / duration.TotalSeconds : 0;

    private void ReadLosses()
    {
        (int Step, StepLosses Losses, int Images)[] done = [.. unread];
        unread.Clear();
        StepLosses.ReadTogether([.. done.Select(one => one.Losses)]);
        foreach ((int step, StepLosses losses, int count) in done)
        {
            try
            {
                total += (double)losses.Total * count;
            }
            catch (NotFiniteNumberException failure)
            {
                throw AtStep(step, failure);
            }

            classification += (double)losses.Classification * count;
            cesc += (double)losses.Cesc * count;
            mv += (double)losses.Mv * count;
        }
    }

    private NotFiniteNumberException AtStep(int step, NotFiniteNumberException failure) =>
        new($"Step {step} of epoch {epoch + 1}: {failure.Message}", failure.OffendingNumber, failure);

    private float Mean(double sum) => (float)(sum / images);

    private void RequireEpoch()
    {
        if (!inEpoch)
        {
            throw new InvalidOperationException("No epoch has begun.");
        }
    }
}
