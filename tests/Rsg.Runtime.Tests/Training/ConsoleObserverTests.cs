using System.Globalization;
using Rsg.Training;

namespace Rsg.Runtime.Tests.Training;

public sealed class ConsoleObserverTests : IDisposable
{
    private static readonly StepLosses Losses = new(1.5f, 1.25f, 2.5f, 0, 7);

    private readonly HandClock clock = new();
    private readonly StringWriter output = new(CultureInfo.InvariantCulture);

    public void Dispose() => output.Dispose();

    [Fact]
    public void Redirected_output_has_one_line_per_epoch()
    {
        using ConsoleObserver observer = Observer(live: false);
        Train(observer);

        Assert.Equal(
            """
            RsgNet: 12 epochs of 2 steps
            RsgNet: epoch  1/12 phase 1, 1:05 min left, 1234 images/s, lr 0.1, loss 1.500 (class 1.250, cesc 2.500, mv 0.000), 7 new
            RsgNet: --- phase 2 from epoch 12 of 12: new samples of rare classes ---
            RsgNet: epoch 12/12 phase 2, 0 s left, 1234 images/s, lr 0.001, loss 1.500 (class 1.250, cesc 2.500, mv 0.000), 7 new
            RsgNet: 2 epochs done in 1:01:05 h

            """.ReplaceLineEndings("\n"),
            output.ToString());
    }

    [Theory]
    [InlineData(1, 1, "Net: 1 epoch of 2 steps, all of phase 1: no new samples of rare classes\n")]
    [InlineData(2, 1, "Net: 2 epochs of 2 steps\n")]
    [InlineData(1, null, "Net: 1 epoch of 2 steps\n")]
    public void A_training_that_ends_before_phase_2_says_so(int epochs, int? generateFromEpoch, string line)
    {
        using ConsoleObserver observer = Observer(live: false);

        observer.OnTrainingStarted(new TrainingStart("Net", epochs, 2, generateFromEpoch));

        Assert.Equal(line, output.ToString());
    }

    [Fact]
    public void A_notice_has_a_line_of_its_own()
    {
        using ConsoleObserver observer = Observer(live: true);
        observer.OnNotice("All 6 epochs are trained already.");
        observer.OnTrainingStarted(new TrainingStart("Net", 1, 1, null));
        observer.OnStep(Step(0, 0));
        observer.OnNotice("And another.");

        Assert.StartsWith("All 6 epochs are trained already.\nNet: 1 epoch of 1 step\n", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\nAnd another.\n", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Images_that_could_not_be_read_are_told_with_the_epoch_and_in_the_end(bool live)
    {
        using ConsoleObserver observer = Observer(live);
        observer.OnTrainingStarted(new TrainingStart("Net", 3, 2, null));
        observer.OnEpoch(Epoch(0, 1, 0.1) with { SkippedImages = 1 });
        observer.OnEpoch(Epoch(1, 1, 0.1));
        observer.OnEpoch(Epoch(2, 1, 0.1) with { SkippedImages = 1999 });
        observer.OnTrainingFinished(new TrainingEnd(3, TimeSpan.FromSeconds(9)));

        string[] lines = output.ToString().Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(", 1 image could not be read, ", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain("read", lines[2], StringComparison.Ordinal);
        Assert.Contains(", 1,999 images could not be read, ", lines[3], StringComparison.Ordinal);
        Assert.Equal("Net: 3 epochs done in 9 s; 2,000 images could not be read", lines[4]);
    }

    [Fact]
    public void A_terminal_has_one_line_that_is_rewritten_and_lines_of_their_own_for_phase_and_end()
    {
        using ConsoleObserver observer = Observer(live: true);
        Train(observer);

        string[] lines = output.ToString().Split('\n');
        Assert.Equal(6, lines.Length);
        Assert.Equal("RsgNet: 12 epochs of 2 steps", lines[0]);
        Assert.Equal(3, lines[1].Count(character => character == '\r')); // two steps and the epoch
        Assert.Contains("\rRsgNet: epoch  1/12 phase 1, step 2/2, ", lines[1], StringComparison.Ordinal);
        Assert.Equal("RsgNet: --- phase 2 from epoch 12 of 12: new samples of rare classes ---", lines[2]);
        Assert.StartsWith("\rRsgNet: epoch 12/12 phase 2, step 1/2, ", lines[3], StringComparison.Ordinal);
        Assert.Equal("RsgNet: 2 epochs done in 1:01:05 h", lines[4]);
        Assert.Equal("", lines[5]);
    }

    [Fact]
    public void A_shorter_text_erases_the_longer_one_before_it()
    {
        using ConsoleObserver observer = Observer(live: true);
        observer.OnTrainingStarted(new TrainingStart("Net", 100, 2, null));
        int before = output.ToString().Length;
        observer.OnStep(Step(10, 1) with { ImagesPerSecond = 123456 });
        clock.Advance(1);
        observer.OnStep(Step(10, 1) with { ImagesPerSecond = 1 });

        string[] shown = output.ToString()[before..].Split('\r', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(shown[0].Length, shown[1].Length);
        Assert.EndsWith("loss 1.500     ", shown[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_never_fills_a_narrow_terminal()
    {
        using ConsoleObserver observer = Observer(live: true, width: 40);
        observer.OnTrainingStarted(new TrainingStart("Net", 12, 2, 1));
        int before = output.ToString().Length;
        observer.OnStep(Step(1, 0));

        Assert.Equal(1 + 39, output.ToString()[before..].Length);
    }

    [Fact]
    public void A_line_is_rewritten_at_most_ten_times_a_second()
    {
        using ConsoleObserver observer = Observer(live: true);
        observer.OnTrainingStarted(new TrainingStart("Net", 1, 100, null));
        for (int step = 0; step < 100; step++)
        {
            clock.Advance(0.01);
            observer.OnStep(Step(0, step));
        }

        Assert.Equal(10, output.ToString().Count(character => character == '\r'));
    }

    [Fact]
    public void Disposing_ends_an_open_line_once()
    {
        ConsoleObserver observer = Observer(live: true);
        observer.OnStep(Step(0, 0));
        observer.Dispose();
        observer.Dispose();

        Assert.EndsWith("loss 1.500\n", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_culture_of_the_user_changes_nothing()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = culture;
            using ConsoleObserver observer = Observer(live: false);
            observer.OnTrainingStarted(new TrainingStart("Net", 1, 1, 0));
            observer.OnEpoch(Epoch(0, 1, 1e-5) with { Losses = new StepLosses(-1.5f, 0, 0, 0, 0) });
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Contains("loss -1.500 (class 0.000", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("lr 1E-05,", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_generator_only_the_loss_is_shown()
    {
        using ConsoleObserver observer = Observer(live: false, title: "without RSG");
        observer.OnTrainingStarted(new TrainingStart("Net", 1, 1, null));
        observer.OnEpoch(Epoch(0, 1, 0.1));

        Assert.Equal("without RSG: 1 epoch of 1 step\nwithout RSG: epoch  1/12, 1:05 min left, 1234 images/s, lr 0.1, loss 1.500\n", output.ToString());
    }

    private static StepReport Step(int epoch, int step) =>
        new(epoch, 12, epoch == 11 ? 2 : 1, step, 2, Losses, 0.1, 1234.4, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(65));

    private static EpochReport Epoch(int epoch, int phase, double learningRate) =>
        new(epoch, 12, phase, Losses, 100, learningRate, 1234.4, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), epoch == 11 ? TimeSpan.Zero : TimeSpan.FromSeconds(65));

    private static void Train(ITrainingObserver observer, HandClock clock)
    {
        observer.OnTrainingStarted(new TrainingStart("RsgNet", 12, 2, 11));
        observer.OnStep(Step(0, 0));
        clock.Advance(1);
        observer.OnStep(Step(0, 1));
        observer.OnEpoch(Epoch(0, 1, 0.1));
        observer.OnPhaseChanged(new PhaseChange(11, 12, 2));
        observer.OnStep(Step(11, 0));
        observer.OnEpoch(Epoch(11, 2, 0.001));
        observer.OnTrainingFinished(new TrainingEnd(2, new TimeSpan(1, 1, 5)));
    }

    private void Train(ConsoleObserver observer) => Train(observer, clock);

    private ConsoleObserver Observer(bool live, int width = 200, string? title = null) => new(output, live, title, clock, () => width);
}
