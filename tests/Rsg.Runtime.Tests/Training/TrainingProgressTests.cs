using Rsg.Training;

namespace Rsg.Runtime.Tests.Training;

public sealed class TrainingProgressTests
{
    private readonly HandClock clock = new();
    private readonly RecordingObserver observer = new();

    [Fact]
    public void Tells_everything_in_order()
    {
        TrainingProgress progress = Progress(new TrainingStart("Net", Epochs: 3, StepsPerEpoch: 2, GenerateFromEpoch: 1));

        for (int epoch = 0; epoch < 3; epoch++)
        {
            RunEpoch(progress, epoch);
        }

        Assert.Equal(
            [
                typeof(TrainingStart), typeof(StepReport), typeof(StepReport), typeof(EpochReport),
                typeof(PhaseChange), typeof(StepReport), typeof(StepReport), typeof(EpochReport),
                typeof(StepReport), typeof(StepReport), typeof(EpochReport), typeof(TrainingEnd),
            ],
            observer.Events.Select(happened => happened.GetType()));
        Assert.Equal(new PhaseChange(1, 3, 2), observer.Events.OfType<PhaseChange>().Single());
        Assert.Equal([1, 2, 2], observer.Events.OfType<EpochReport>().Select(report => report.Phase));
        Assert.Equal([(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)], observer.Events.OfType<StepReport>().Select(report => (report.Epoch, report.Step)));
        Assert.Equal(3, observer.Events.OfType<TrainingEnd>().Single().Epochs);
    }

    [Fact]
    public void Without_a_generator_there_is_one_phase()
    {
        TrainingProgress progress = Progress(new TrainingStart("Net", 2, 2, GenerateFromEpoch: null));

        RunEpoch(progress, 0);
        RunEpoch(progress, 1);

        Assert.Empty(observer.Events.OfType<PhaseChange>());
        Assert.All(observer.Events.OfType<EpochReport>(), report => Assert.Equal(1, report.Phase));
    }

    [Fact]
    public void A_training_that_ends_earlier_is_counted_to_its_own_end()
    {
        TrainingProgress progress = Progress(new TrainingStart("Net", 30, 2, GenerateFromEpoch: null));
        progress.EndAt(2);

        RunEpoch(progress, 0);
        RunEpoch(progress, 1);

        Assert.Equal(2, observer.Events.OfType<TrainingStart>().Single().Epochs);
        Assert.Equal([2, 2], observer.Events.OfType<EpochReport>().Select(report => report.Epochs));
        Assert.Equal(TimeSpan.Zero, observer.Events.OfType<EpochReport>().Last().Remaining);
        Assert.Equal(2, observer.Events.OfType<TrainingEnd>().Single().Epochs);
        Assert.Throws<ArgumentOutOfRangeException>(() => progress.EndAt(0));
    }

    [Fact]
    public void A_training_that_goes_on_behind_an_earlier_end_is_counted_to_the_planned_one()
    {
        TrainingProgress progress = Progress(new TrainingStart("Net", 3, 2, GenerateFromEpoch: null));
        progress.EndAt(1);

        RunEpoch(progress, 0);
        RunEpoch(progress, 1);
        RunEpoch(progress, 2);

        Assert.Equal([1, 3, 3], observer.Events.OfType<EpochReport>().Select(report => report.Epochs));
        Assert.Equal([1, 3], observer.Events.OfType<TrainingEnd>().Select(end => end.Epochs));
    }

    [Fact]
    public void Generating_from_the_first_epoch_is_a_change_too()
    {
        RunEpoch(Progress(new TrainingStart("Net", 2, 2, GenerateFromEpoch: 0)), 0);

        Assert.IsType<PhaseChange>(observer.Events[1]);
    }

    [Fact]
    public void Means_are_weighted_by_images_and_generated_samples_are_summed()
    {
        TrainingProgress progress = Progress(new TrainingStart("Net", 4, 2, null));
        progress.BeginEpoch(0, 0.1, stepsPerEpoch: 2);
        clock.Advance(6);
        progress.EndStep(new StepLosses(1, 2, 3, 4, 5), images: 30);
        clock.Advance(4);
        progress.EndStep(new StepLosses(5, 6, 7, 8, 6), images: 10);
        EpochReport report = progress.EndEpoch();

        // (30 * 1 + 10 * 5) / 40 = 2, and so on; 40 images in 10 s; 3 more epochs of 10 s.
        var expected = new EpochReport(
            0, 4, 1, new StepLosses(2, 3, 4, 5, 11), 40, 0.1, 4, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));
        Assert.Equal(expected, report);
        Assert.Equal(expected, observer.Events[^1]);

        StepReport first = observer.Events.OfType<StepReport>().First();
        Assert.Equal(5, first.ImagesPerSecond);
        Assert.Equal(TimeSpan.FromSeconds(6), first.Elapsed);
        Assert.Equal(TimeSpan.FromSeconds(42), first.Remaining); // 7 of 8 steps left, 6 s each
    }

    [Fact]
    public void Images_that_could_not_be_read_are_reported_with_their_epoch()
    {
        TrainingProgress progress = Progress(new TrainingStart("Net", 2, 1, null));
        progress.BeginEpoch(0, 0.1, stepsPerEpoch: 1);
        progress.EndStep(new StepLosses(1, 1, 0, 0, 0), 10);
        Assert.Throws<ArgumentOutOfRangeException>("skippedImages", () => progress.EndEpoch(-1));
        Assert.Equal((10, 3L), (progress.EndEpoch(3).Images, observer.Events.OfType<EpochReport>().Single().SkippedImages));

        progress.BeginEpoch(1, 0.1, stepsPerEpoch: 1);
        Assert.Equal(
            "Epoch 1 ends without a step; 13 images could not be read.", Assert.Throws<InvalidOperationException>(() => progress.EndEpoch(13)).Message);
    }

    /// <summary>4 steps in the first epoch, then 2: a re-sampling that is deferred to epoch 1, of 3.</summary>
    [Fact]
    public void Epochs_may_have_different_numbers_of_steps()
    {
        TrainingProgress progress = Progress(new TrainingStart("Net", 3, 4, null));
        progress.BeginEpoch(0, 0.1, stepsPerEpoch: 4);
        for (int step = 0; step < 4; step++)
        {
            clock.Advance(5);
            progress.EndStep(new StepLosses(1, 1, 0, 0, 0), 10);
        }

        progress.EndEpoch();
        progress.BeginEpoch(1, 0.1, stepsPerEpoch: 2);
        clock.Advance(5);
        progress.EndStep(new StepLosses(1, 1, 0, 0, 0), 10);
        clock.Advance(7);
        progress.EndStep(new StepLosses(1, 1, 0, 0, 0), 10);
        EpochReport report = progress.EndEpoch();

        StepReport[] steps = [.. observer.Events.OfType<StepReport>()];
        Assert.Equal([4, 4, 4, 4, 2, 2], steps.Select(step => step.StepsPerEpoch));
        Assert.Equal([0, 1, 2, 3, 0, 1], steps.Select(step => step.Step));

        // 11 of 12 steps of 5 s after the first; then 1 + 2 of 5 s, and 2 of 6 s.
        Assert.Equal(
            [55.0, 50, 45, 40, 15, 12],
            steps.Select(step => step.Remaining.TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(12), report.Remaining);
    }

    [Fact]
    public void Nothing_of_an_epoch_is_carried_into_the_next()
    {
        TrainingProgress progress = Progress(new TrainingStart("Net", 2, 1, null));
        progress.BeginEpoch(0, 0.1, stepsPerEpoch: 1);
        progress.EndStep(new StepLosses(9, 9, 9, 9, 9), 10);
        progress.EndEpoch();

        clock.Advance(100);
        progress.BeginEpoch(1, 0.01, stepsPerEpoch: 1);
        clock.Advance(2);
        progress.EndStep(new StepLosses(1, 1, 1, 1, 1), 10);
        EpochReport report = progress.EndEpoch();

        Assert.Equal(new StepLosses(1, 1, 1, 1, 1), report.Losses);
        Assert.Equal((10, 0.01, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(102)), (report.Images, report.LearningRate, report.Duration, report.Elapsed));
        Assert.Equal(TimeSpan.Zero, report.Remaining);
    }

    [Fact]
    public void An_epoch_that_was_broken_off_begins_anew_once_it_is_forgotten()
    {
        TrainingProgress progress = Progress(new TrainingStart("Net", 2, 2, null));
        progress.BeginEpoch(0, 0.1, stepsPerEpoch: 2);
        progress.EndStep(new StepLosses(9, 9, 9, 9, 9), 4);
        progress.ForgetEpoch();
        progress.BeginEpoch(0, 0.1, stepsPerEpoch: 2);
        progress.EndStep(new StepLosses(1, 1, 1, 1, 1), 4);

        Assert.Equal(new StepLosses(1, 1, 1, 1, 1), progress.EndEpoch().Losses);
    }

    [Fact]
    public void An_epoch_that_was_broken_off_is_gone_on_with_also_elsewhere_and_reported_as_a_whole()
    {
        TrainingProgress before = Progress(new TrainingStart("Net", 2, 3, null));
        before.BeginEpoch(1, 0.1, stepsPerEpoch: 3);
        clock.Advance(6);
        before.EndStep(new StepLosses(1, 2, 3, 4, 5), images: 30);
        Assert.Equal((1, 1), (before.StepsDone, before.NextBatch));

        // An hour in which nothing is trained, and another process.
        clock.Advance(3600);
        observer.Events.Clear();
        TrainingProgress progress = Progress(new TrainingStart("Net", 2, 3, null));
        progress.GoOnFrom(1, before.SoFar());
        progress.BeginEpoch(1, 0.1, stepsPerEpoch: 3);
        clock.Advance(4);
        progress.EndStep(new StepLosses(5, 6, 7, 8, 6), images: 10);
        EpochReport report = progress.EndEpoch(2);

        Assert.Equal((1, 1), (observer.Events.OfType<TrainingStart>().Single().FirstEpoch, observer.Events.OfType<TrainingStart>().Single().FirstStep));
        Assert.Equal(1, observer.Events.OfType<StepReport>().Single().Step);
        Assert.Equal(
            (new StepLosses(2, 3, 4, 5, 11), 40, 2L, TimeSpan.FromSeconds(10), 4.0), // (30 * 1 + 10 * 5) / 40 = 2, and so on
            (report.Losses, report.Images, report.SkippedImages, report.Duration, report.ImagesPerSecond));
        Assert.Equal((0, 0), (progress.StepsDone, progress.NextBatch));
        Assert.Null(progress.SoFar());
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(2, 0, true)] // behind the last epoch of phase 1
    [InlineData(2, 1, false)] // within the first of phase 2
    [InlineData(3, 0, false)]
    public void Phase_2_is_told_of_once_also_where_a_training_goes_on(int epoch, int step, bool isTold)
    {
        TrainingProgress progress = Progress(new TrainingStart("Net", 4, 2, 2));
        RunEpoch(progress, 3); // goes back from phase 2, as a run does after an error
        observer.Events.Clear();

        progress.GoOnFrom(epoch, step == 0 ? null : EpochSoFar.None with { Steps = step });
        progress.BeginEpoch(epoch, 0.1, stepsPerEpoch: 2);
        progress.BeginEpoch(Math.Max(epoch, 2), 0.1, stepsPerEpoch: 2);

        Assert.Equal(isTold ? [new PhaseChange(Math.Max(epoch, 2), 4, 2)] : [], observer.Events.OfType<PhaseChange>());
    }

    [Fact]
    public void No_observer_is_needed()
    {
        var progress = new TrainingProgress(new TrainingStart("Net", 1, 1, 0), observer: null, clock);
        progress.BeginEpoch(0, 0.1, stepsPerEpoch: 1);
        progress.EndStep(new StepLosses(1, 1, 0, 0, 0), 1);

        Assert.Equal(1, progress.EndEpoch().Losses.Total);
    }

    [Fact]
    public void Steps_belong_to_an_epoch()
    {
        TrainingProgress progress = Progress(new TrainingStart("Net", 2, 1, null));
        Assert.Throws<InvalidOperationException>(() => progress.EndStep(new StepLosses(0, 0, 0, 0, 0), 1));
        Assert.Throws<InvalidOperationException>(() => progress.EndEpoch());

        progress.BeginEpoch(0, 0.1, stepsPerEpoch: 1);
        Assert.Throws<InvalidOperationException>(() => progress.EndEpoch());
        Assert.Throws<ArgumentOutOfRangeException>("images", () => progress.EndStep(new StepLosses(0, 0, 0, 0, 0), 0));
        Assert.Throws<ArgumentOutOfRangeException>("stepsPerEpoch", () => progress.BeginEpoch(0, 0.1, stepsPerEpoch: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Progress(new TrainingStart("Net", 0, 1, null)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Progress(new TrainingStart("Net", 1, 0, null)));
    }

    [Fact]
    public void An_observer_need_not_implement_anything()
    {
        var progress = new TrainingProgress(new TrainingStart("Net", 1, 2, 0), new Indifferent(), clock);

        RunEpoch(progress, 0);
    }

    private static void RunEpoch(TrainingProgress progress, int epoch)
    {
        progress.BeginEpoch(epoch, 0.1, stepsPerEpoch: 2);
        progress.EndStep(new StepLosses(1, 1, 0, 0, 0), 4);
        progress.EndStep(new StepLosses(1, 1, 0, 0, 0), 4);
        progress.EndEpoch();
    }

    private TrainingProgress Progress(TrainingStart plan) => new(plan, observer, clock);

    private sealed class Indifferent : ITrainingObserver;
}
