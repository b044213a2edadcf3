using System.Globalization;
using Rsg.Balancing;
using Rsg.Evaluation;
using Rsg.Training;
using Spectre.Console;

namespace Rsg.Reporting.Tests.Live;

public sealed class LiveConsoleObserverTests : IDisposable
{
    private readonly HandClock clock = new();
    private readonly StringWriter output = new(CultureInfo.InvariantCulture);

    public void Dispose() => output.Dispose();

    [Fact]
    public void A_terminal_shows_bars_losses_speed_and_the_time_that_is_left()
    {
        using LiveConsoleObserver observer = Observer();
        observer.OnTrainingStarted(Start());
        clock.Advance(1);
        observer.OnStep(Step(2, 24));

        string[] screen = Screen();
        Assert.Equal("Net · phase 1 of 2 · phase 2 from epoch 9", screen[0]);
        Assert.Matches(@"^ epoch +3/12 ━+─+┿─+  1:05 min left$", screen[1]);
        Assert.Matches(@"^ step +25/100 ━+─+  1,234 images/s$", screen[2]);
        Assert.Equal(["class", "cesc", "mv", "total", "new", "rate"], Words(screen[3]));
        Assert.Equal(["this", "step", "1.250", "2.500", "0.125", "1.500", "7", "0.1"], Words(screen[4]));
        Assert.Equal(5, screen.Length);
    }

    [Fact]
    public void The_bars_are_as_long_as_what_is_done_and_phase_2_has_its_place()
    {
        using LiveConsoleObserver observer = Observer(width: 200); // bars of 60 columns
        observer.OnTrainingStarted(Start());
        clock.Advance(1);
        observer.OnStep(Step(2, 99)); // 3 of 12 epochs, phase 2 from 8 of 12

        string bar = Words(Screen()[1])[2];
        Assert.Equal((60, 15, 40), (bar.Length, bar.Count(column => column == '━'), bar.IndexOf('┿', StringComparison.Ordinal)));
    }

    [Fact]
    public void Phase_2_has_a_line_that_stays()
    {
        using LiveConsoleObserver observer = Observer();
        observer.OnTrainingStarted(Start());
        clock.Advance(1);
        observer.OnPhaseChanged(new PhaseChange(8, 12, 2));
        observer.OnStep(Step(8, 0) with { Phase = 2 });
        clock.Advance(1);
        observer.OnStep(Step(8, 1) with { Phase = 2 });

        string[] screen = Screen();
        Assert.Equal("▶ phase 2 from epoch 9 of 12: new samples of rare classes  Net", screen[0]);
        Assert.Equal("Net · phase 2 of 2 · new samples of rare classes", screen[1]);
        Assert.Single(screen, line => line.Contains('▶'));
    }

    [Fact]
    public void A_notice_has_a_line_that_stays()
    {
        using LiveConsoleObserver observer = Observer();
        observer.OnNotice("All 6 epochs are trained already.");
        observer.OnTrainingStarted(Start());
        observer.OnNotice("And another.");

        Assert.Equal(["All 6 epochs are trained already.", "And another."], Screen()[..2]);
        Assert.StartsWith("Net", Screen()[2], StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_evaluation_is_shown_by_group()
    {
        using LiveConsoleObserver observer = Observer();
        observer.OnTrainingStarted(Start());
        observer.OnEpoch(Epoch(0));
        observer.OnEvaluated(new EpochEvaluation(0, null, Evaluation()));

        Assert.Equal(" test       62.5 %  many 90.0 %  medium 25.0 %  few 0.0 %  after epoch 1", Screen()[^1]);
    }

    [Fact]
    public void The_display_is_refreshed_ten_times_a_second_at_most()
    {
        using LiveConsoleObserver observer = Observer();
        observer.OnTrainingStarted(Start());
        int before = Frames();
        for (int step = 0; step < 100; step++)
        {
            clock.Advance(0.01);
            observer.OnStep(Step(0, step));
        }

        Assert.Equal(10, Frames() - before);

        int Frames() => output.ToString().Split("phase 1 of 2").Length;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(79)]
    public void No_line_is_as_wide_as_the_terminal(int width)
    {
        using LiveConsoleObserver observer = Observer(width);
        Train(observer);

        Assert.All(Screen(), line => Assert.InRange(line.Length, 0, Math.Max(1, width - 1)));
    }

    [Fact]
    public void A_narrow_terminal_shows_the_beginning_of_words_and_whole_numbers()
    {
        using LiveConsoleObserver observer = Observer(width: 36);
        Train(observer);

        string[] screen = Screen();
        Assert.Equal("▶ phase 2 from epoch 9 of 12: new s", screen[0]);
        Assert.Equal("Net · 12 epochs done in 1:01:05 h", screen[1]);
        Assert.Equal(["class", "cesc"], Words(screen[2]));
        Assert.Equal(" test       62.5 %  many 90.0 %", screen[^1]);
    }

    [Fact]
    public void A_slow_terminal_is_refreshed_less_often()
    {
        var slow = new SlowWriter(output, () => clock.Advance(0.02));
        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(slow) });
        using LiveConsoleObserver observer = new(terminal, null, clock);
        observer.OnTrainingStarted(Start());
        int before = slow.Writes;
        for (int step = 0; step < 100; step++)
        {
            clock.Advance(0.1);
            observer.OnStep(Step(0, step));
        }

        Assert.InRange(slow.Writes - before, 1, 5); // each takes 20 ms, and the next comes 2 s later
    }

    [Fact]
    public void A_low_terminal_shows_the_first_lines()
    {
        using LiveConsoleObserver observer = Observer(height: 3);
        observer.OnTrainingStarted(Start());
        clock.Advance(1);
        observer.OnStep(Step(0, 0));
        clock.Advance(1);
        observer.OnStep(Step(0, 1));

        Assert.Equal(2, Screen().Length);
    }

    [Fact]
    public void An_error_leaves_the_cursor_visible_and_below_the_display()
    {
        LiveConsoleObserver observer = Observer();
        try
        {
            using (observer)
            {
                observer.OnTrainingStarted(Start());
                clock.Advance(1);
                observer.OnStep(Step(0, 0));
                throw new NotFiniteNumberException();
            }
        }
        catch (NotFiniteNumberException)
        {
            output.Write("error: the loss is not finite\n");
        }

        Assert.DoesNotContain("\u001b[?25l", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[?1049", output.ToString(), StringComparison.Ordinal);
        string[] screen = Screen();
        Assert.Equal("error: the loss is not finite", screen[^1]);
        Assert.Contains("this step", screen[^2], StringComparison.Ordinal);
    }

    [Fact]
    public void Trainings_that_follow_one_another_stay_apart()
    {
        using LiveConsoleObserver observer = Observer();
        Train(observer);
        Train(observer);

        string[] screen = Screen();
        Assert.Equal(2, screen.Count(line => line == "Net · 12 epochs done in 1:01:05 h"));
        Assert.Equal(2, screen.Count(line => line.StartsWith(" test ", StringComparison.Ordinal)));
        Assert.DoesNotContain(screen, line => line.Contains("left", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_generator_there_are_no_phases()
    {
        using LiveConsoleObserver observer = Observer();
        observer.OnTrainingStarted(Start() with { GenerateFromEpoch = null });
        clock.Advance(1);
        observer.OnStep(Step(0, 0));

        string[] screen = Screen();
        Assert.Equal("Net", screen[0]);
        Assert.DoesNotContain('┿', screen[1]);
        Assert.Equal(["this", "step", "1.500", "0.1"], Words(screen[4]));
    }

    [Fact]
    public void A_title_is_shown_as_it_is_but_moves_no_cursor()
    {
        using LiveConsoleObserver observer = new(Terminal(80, 24), "[red]a\u001b[2Jb\n[/]", clock);
        observer.OnTrainingStarted(Start() with { GenerateFromEpoch = null });

        Assert.Equal("[red]a?[2Jb?[/]", Screen()[0]);
    }

    [Fact]
    public void A_terminal_that_knows_ASCII_only_gets_nothing_else()
    {
        IAnsiConsole terminal = Terminal(80, 24);
        terminal.Profile.Capabilities.Unicode = false;
        using LiveConsoleObserver observer = new(terminal, null, clock);
        Train(observer);

        Assert.All(output.ToString(), character => Assert.InRange(character, '\0', '\u007f'));
    }

    [Fact]
    public void Elsewhere_there_are_plain_lines()
    {
        IAnsiConsole file = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output) });
        using LiveConsoleObserver observer = new(file, null, clock);
        Train(observer);

        string[] lines = output.ToString().Split('\n');
        Assert.Equal("Net: 12 epochs of 100 steps", lines[0]);
        Assert.StartsWith("Net: epoch  1/12 phase 1, ", lines[1], StringComparison.Ordinal);
        Assert.Equal("Net: test after epoch 12: 62.5 % (many-shot 90.0 %, medium-shot 25.0 %, few-shot 0.0 %)", lines[^2]);
        Assert.DoesNotContain('\u001b', output.ToString());
    }

    [Fact]
    public void Images_that_could_not_be_read_are_told()
    {
        using LiveConsoleObserver observer = Observer();
        observer.OnTrainingStarted(Start());
        observer.OnEpoch(Epoch(0) with { SkippedImages = 2 });
        observer.OnEpoch(Epoch(1) with { SkippedImages = 1 });

        Assert.EndsWith(" · 3 images could not be read", Screen()[0], StringComparison.Ordinal);
    }

    private static TrainingStart Start() => new("Net", 12, 100, 8);

    private static StepReport Step(int epoch, int step) =>
        new(epoch, 12, 1, step, 100, new StepLosses(1.5f, 1.25f, 2.5f, 0.125f, 7), 0.1, 1234.4, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(65));

    private static EpochReport Epoch(int epoch) =>
        new(epoch, 12, 1, new StepLosses(1.4f, 1.2f, 2.4f, 0, 700), 100, 0.1, 1234.4, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(65));

    private static EvaluationResult Evaluation()
    {
        var confusion = new ConfusionMatrix(3);
        confusion.Add(0, 0, 9);
        confusion.Add(0, 1, 1);
        confusion.Add(1, 0, 3);
        confusion.Add(1, 1, 1);
        confusion.Add(2, 0, 2);
        return new EvaluationResult(confusion, new ClassCounts([500, 50, 5]));
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private void Train(LiveConsoleObserver observer)
    {
        observer.OnTrainingStarted(Start());
        clock.Advance(1);
        observer.OnStep(Step(0, 0));
        observer.OnEpoch(Epoch(0));
        observer.OnPhaseChanged(new PhaseChange(8, 12, 2));
        clock.Advance(1);
        observer.OnStep(Step(8, 0) with { Phase = 2 });
        observer.OnTrainingFinished(new TrainingEnd(12, new TimeSpan(1, 1, 5)));
        observer.OnEvaluated(new EpochEvaluation(11, null, Evaluation()));
    }

    private LiveConsoleObserver Observer(int width = 80, int height = 24) => new(Terminal(width, height), null, clock);

    private IAnsiConsole Terminal(int width, int height)
    {
        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.TrueColor,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(output),
        });
        terminal.Profile.Capabilities.Unicode = true;
        terminal.Profile.Width = width;
        terminal.Profile.Height = height;
        return terminal;
    }

    private sealed class SlowWriter(TextWriter output, Action wait) : TextWriter
    {
        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;

        public int Writes { get; private set; }

        public override void Write(char value) => output.Write(value);

        public override void Write(string? value)
        {
            Writes++;
            wait();
            output.Write(value);
        }
    }

    /// <summary>What a terminal shows after all that was written.</summary>
    private string[] Screen() => TerminalScreen.Of(output.ToString());
}
