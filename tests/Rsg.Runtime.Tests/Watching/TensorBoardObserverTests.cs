using Rsg.Balancing;
using Rsg.Evaluation;
using Rsg.Runtime.Tests.Evaluation;
using Rsg.Runtime.Tests.Training;
using Rsg.Training;
using Rsg.Watching;
using SkiaSharp;

namespace Rsg.Runtime.Tests.Watching;

public sealed class TensorBoardObserverTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly HandClock clock = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_check_of_the_reader_is_the_one_of_RFC_3720()
    {
        Assert.Equal(0xe3069283, EventRecords.Crc("123456789"u8));
        Assert.Equal(0x8a9136aa, EventRecords.Crc(new byte[32]));
    }

    [Fact]
    public void A_file_begins_with_its_version_and_has_a_name_that_TensorBoard_looks_for()
    {
        clock.Advance(12.5);
        using (TensorBoardObserver observer = Observer())
        {
            observer.OnEpoch(Reports.Epoch(0));
        }

        EventRecord first = Read()[0];
        Assert.Equal(("brain.Event:2", 12.5), (first.FileVersion, first.Time));
        Assert.StartsWith("events.out.tfevents.0000000012500.", Path.GetFileName(Assert.Single(Files())), StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_has_losses_rate_speed_and_phase()
    {
        using (TensorBoardObserver observer = Observer())
        {
            observer.OnTrainingStarted(new TrainingStart("Net", 4, 100, 2));
            clock.Advance(3);
            observer.OnStep(Reports.Step(2, 50));
        }

        EventRecord record = ReadSteps()[^1];
        Assert.Equal((3.0, 250L), (record.Time, record.Step));
        Assert.Equal(
            [("step/loss", 12f), ("step/classification", 10f), ("step/cesc", 0.5f), ("step/mv", 0.25f), ("step/generated", 50f), ("step/learningRate", 0.1f), ("step/imagesPerSecond", 1234.5f), ("step/phase", 2f)],
            Numbers(record));
    }

    [Fact]
    public void An_epoch_has_the_same_by_epoch()
    {
        using (TensorBoardObserver observer = Observer())
        {
            observer.OnEpoch(Reports.Epoch(3));
        }

        EventRecord record = Read()[1];
        Assert.Equal(3, record.Step);
        Assert.Equal(
            [("epoch/loss", 2f), ("epoch/classification", 1f), ("epoch/cesc", 0.1f), ("epoch/mv", 0.25f), ("epoch/generated", 90f), ("epoch/learningRate", 0.025f), ("epoch/imagesPerSecond", 48.25f), ("epoch/phase", 2f), ("epoch/seconds", 0.5f), ("epoch/skippedImages", 3f)],
            Numbers(record));
    }

    [Fact]
    public void An_evaluation_has_metrics_and_classes_of_each_set()
    {
        using (TensorBoardObserver observer = Observer())
        {
            observer.OnTrainingStarted(new TrainingStart("Net", 4, 100, 2) { ClassNames = ["cat", "dog", "ax/olotl\n\ud800"] });
            observer.OnEvaluated(new EpochEvaluation(1, Matrices.Result([[2, 0, 0], [0, 2, 0], [0, 0, 0]], [500, 50, 5]), Matrices.Result([[9, 1, 0], [3, 1, 0], [2, 0, 0]], [500, 50, 5])));
        }

        IReadOnlyList<EventRecord> records = [.. Read().Where(record => record.Values.Count > 0)];
        Assert.Equal([1L, 1L], records.Select(record => record.Step));
        Dictionary<string, float> validation = Numbers(records[0]).ToDictionary(pair => pair.Tag, pair => pair.Number);
        Dictionary<string, float> test = Numbers(records[1]).ToDictionary(pair => pair.Tag, pair => pair.Number);
        Assert.Equal(1, validation["validation/accuracy"]);
        Assert.DoesNotContain("validation/few", validation.Keys); // no sample, no number
        Assert.Equal((0.625f, 0.9f, 0.25f, 0f), (test["test/accuracy"], test["test/many"], test["test/medium"], test["test/few"]));
        Assert.Equal((float)((0.9 + 0.25) / 3), test["test/macroAccuracy"]);
        Assert.Equal((0.9f, 0.25f, 0f), (test["test.classes/00 cat"], test["test.classes/01 dog"], test["test.classes/02 ax/olotl\n\ufffd"]));
    }

    [Fact]
    public void Many_classes_have_no_charts_of_their_own()
    {
        var confusion = new ConfusionMatrix(101);
        confusion.Add(100, 0);
        using (TensorBoardObserver observer = Observer())
        {
            observer.OnEvaluated(new EpochEvaluation(0, null, new EvaluationResult(confusion, new ClassCounts(Enumerable.Repeat(1, 101)))));
        }

        Assert.DoesNotContain(Read()[^1].Values, value => value.Tag.StartsWith("test.classes/", StringComparison.Ordinal));
        Assert.Contains(Read()[1].Values, value => value.Tag == "test/confusion");
    }

    [Fact]
    public void The_confusion_matrix_is_an_image_with_frequent_classes_first()
    {
        // Class 1 is the frequent one: its row and column come first. A quarter of class 0 is taken for class 1.
        using (TensorBoardObserver observer = Observer())
        {
            observer.OnEvaluated(new EpochEvaluation(0, null, Matrices.Result([[3, 1], [0, 5]], [5, 500])));
        }

        EventValue image = Read()[1].Values.Single(value => value.Png is not null);
        Assert.Equal(("test/confusion", 512, 512), (image.Tag, image.Width, image.Height));
        using SKBitmap bitmap = SKBitmap.Decode(image.Png);
        Assert.Equal((512, 512), (bitmap.Width, bitmap.Height));
        (byte right, byte never, byte mistaken, byte mostly) = (bitmap.GetPixel(128, 128).Red, bitmap.GetPixel(384, 128).Red, bitmap.GetPixel(128, 384).Red, bitmap.GetPixel(384, 384).Red);
        Assert.Equal(255, never);
        Assert.True(right < mostly && mostly < mistaken && mistaken < never, $"{right}, {mostly}, {mistaken}, {never}");
    }

    [Theory]
    [InlineData(3, 510)]
    [InlineData(600, 600)]
    [InlineData(1024, 1024)]
    [InlineData(1025, 513)]
    [InlineData(8142, 1018)]
    public void The_image_stays_of_a_size_that_can_be_looked_at(int classes, int expected)
    {
        var confusion = new ConfusionMatrix(classes);
        confusion.Add(0, classes - 1);
        ConfusionImage.Png(new EvaluationResult(confusion, new ClassCounts(Enumerable.Repeat(1, classes))), SKColors.White, out int side);

        Assert.Equal(expected, side);
    }

    [Fact]
    public void Steps_are_counted_as_if_every_epoch_had_as_many_as_the_first()
    {
        using (var observer = new TensorBoardObserver(folder.Root, clock) { LogEverySteps = 100 })
        {
            observer.OnTrainingStarted(new TrainingStart("Net", 4, 100, 2));
            observer.OnStep(Reports.Step(1, 0, stepsPerEpoch: 200));
            observer.OnStep(Reports.Step(1, 1, stepsPerEpoch: 200));
            observer.OnStep(Reports.Step(1, 100, stepsPerEpoch: 200));
            observer.OnStep(Reports.Step(2, 0, stepsPerEpoch: 400));
        }

        Assert.Equal([100L, 150L, 200L], ReadSteps().Where(record => record.Values.Count > 0).Select(record => record.Step));
    }

    [Fact]
    public void Each_observer_makes_a_file_of_its_own_behind_those_that_are_there()
    {
        clock.Advance(60);
        using TensorBoardObserver one = Observer();
        one.OnEpoch(Reports.Epoch(0));
        using var two = new TensorBoardObserver(folder.Root, new HandClock()); // of a machine whose clock is a minute late
        two.OnEpoch(Reports.Epoch(1));

        string[] files = Files();
        Assert.Equal([0L, 1L], files.Select(file => EventRecords.Read(file)[1].Step)); // whole already, though the files are open
    }

    [Fact]
    public void Nothing_is_there_before_the_training_begins()
    {
        using (Observer())
        {
            Assert.Empty(Files());
        }

        Assert.Empty(Files());
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_is_an_error_when_the_training_begins()
    {
        string path = folder.Write("taken", "a file where the folder would be");
        using var observer = new TensorBoardObserver(path, clock);

        Assert.ThrowsAny<IOException>(() => observer.OnTrainingStarted(new TrainingStart("Net", 4, 100, 2)));
    }

    [Fact]
    public void A_training_that_goes_on_voids_what_it_trains_again_and_nothing_else()
    {
        using (TensorBoardObserver observer = Observer())
        {
            Train(observer, firstEpoch: 0, firstStep: 0, epochs: 3, loss: 1);
            observer.OnStep(Reports.Step(3, 0));
            observer.OnStep(Reports.Step(3, 50)); // and is killed
        }

        using (TensorBoardObserver observer = Observer())
        {
            Train(observer, firstEpoch: 1, firstStep: 50, epochs: 3, loss: 2); // a checkpoint in the middle of epoch 1
        }

        Assert.Equal([0L, 1L], Restarts(Files()));
        Assert.Equal([0L, 150L], Restarts(StepFiles()));
        Assert.Equal([(0L, 1f), (1L, 2f), (2L, 2f)], Shown(Files(), "epoch/loss"));
        Assert.Equal([(0L, 1f), (50L, 1f), (100L, 1f), (150L, 2f), (200L, 2f), (250L, 2f)], Shown(StepFiles(), "step/loss"));
    }

    [Fact]
    public void A_training_that_goes_back_to_a_checkpoint_in_one_process_is_shown_once()
    {
        using (TensorBoardObserver observer = Observer())
        {
            Train(observer, firstEpoch: 0, firstStep: 0, epochs: 2, loss: 1);
            observer.OnStep(Reports.Step(2, 0)); // is broken off
            Continue(observer, firstEpoch: 1, firstStep: 0, epochs: 3, loss: 2);
        }

        Assert.Equal([0L, 1L], Restarts(Files()));
        Assert.Equal([0L, 100L], Restarts(StepFiles()));
        Assert.Equal([(0L, 1f), (1L, 2f), (2L, 2f)], Shown(Files(), "epoch/loss"));
        Assert.Equal([0L, 50L, 100L, 150L, 200L, 250L], Shown(StepFiles(), "step/loss").Select(point => point.Step));
    }

    private static void Train(TensorBoardObserver observer, int firstEpoch, int firstStep, int epochs, float loss)
    {
        observer.OnTrainingStarted(new TrainingStart("Net", 4, 100, 2) { FirstEpoch = firstEpoch });
        Continue(observer, firstEpoch, firstStep, epochs, loss);
    }

    private static void Continue(TensorBoardObserver observer, int firstEpoch, int firstStep, int epochs, float loss)
    {
        var losses = new StepLosses(loss, loss, 0, 0, 0);
        for (int epoch = firstEpoch; epoch < epochs; epoch++)
        {
            for (int step = epoch == firstEpoch ? firstStep : 0; step < 100; step++)
            {
                observer.OnStep(Reports.Step(epoch, step) with { Losses = losses });
            }

            observer.OnEpoch(Reports.Epoch(epoch) with { Losses = losses });
        }
    }

    private static long[] Restarts(string[] files) =>
        [.. files.SelectMany(EventRecords.Read).Where(record => record.SessionStatus == 1).Select(record => record.Step)];

    /// <summary>What TensorBoard shows, by the rule of its event accumulator for files of version 2: a START voids this step and later ones under every tag of the run.</summary>
    private static (long Step, float Value)[] Shown(string[] files, string tag)
    {
        var shown = new List<(long Step, float Value)>();
        foreach (EventRecord record in files.SelectMany(EventRecords.Read))
        {
            if (record.SessionStatus == 1)
            {
                shown.RemoveAll(point => point.Step >= record.Step);
            }

            shown.AddRange(Numbers(record).Where(value => value.Tag == tag).Select(value => (record.Step, value.Number)));
        }

        return [.. shown];
    }

    private static (string Tag, float Number)[] Numbers(EventRecord record) =>
        [.. record.Values.Where(value => value.Number is not null).Select(value => (value.Tag, value.Number!.Value))];

    private TensorBoardObserver Observer() => new(folder.Root, clock);

    private string[] Files() => [.. Directory.EnumerateFiles(folder.Root).Order(StringComparer.Ordinal)];

    private string[] StepFiles() => [.. Directory.EnumerateFiles(folder["steps"]).Order(StringComparer.Ordinal)];

    private IReadOnlyList<EventRecord> Read() => EventRecords.Read(Assert.Single(Files()));

    private IReadOnlyList<EventRecord> ReadSteps() => EventRecords.Read(Assert.Single(StepFiles()));
}
