using Rsg.Data;
using Rsg.Evaluation;
using Rsg.Runtime.Tests.Data;
using Rsg.Training;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Training;

public sealed class TrainingRunTests
{
    private static readonly (int, int)[] Validation = [(5, 0), (8, 1), (9, 0), (4, 2)];
    private static readonly (int, int)[] Test = [(9, 1), (6, 1), (7, 1), (8, 2)];

    [Fact]
    public void Every_epoch_is_trained_and_evaluated_on_each_set()
    {
        using ScriptedTrainer trainer = Trainer();
        using var run = new TrainingRun(trainer, ScriptedTrainer.Validation, ScriptedTrainer.Test);

        TrainingRunResult result = run.Run();

        Assert.Equal(4, trainer.Epoch);
        Assert.Equal([0, 1, 2, 3], result.History.Select(epoch => epoch.Epoch));
        Assert.Equal([1, 1, 2, 2], result.History.Select(epoch => epoch.Training.Phase));
        Assert.Equal(Validation.Select(Accuracy), result.History.Select(epoch => epoch.Validation!.Accuracy));
        Assert.Equal(Test.Select(Accuracy), result.History.Select(epoch => epoch.Test!.Accuracy));
        Assert.Equal((3, 6.0 / 12, 10.0 / 12), (result.Last.Epoch, result.Last.Validation!.Accuracy, result.Last.Test!.Accuracy));
    }

    [Fact]
    public void The_validation_set_chooses_the_best_epoch_and_its_test_result_is_reported()
    {
        using ScriptedTrainer trainer = Trainer();
        using var run = new TrainingRun(trainer, ScriptedTrainer.Validation, ScriptedTrainer.Test);

        TrainingRunResult result = run.Run();

        // Validation: 5, 9, 9, 6 of 12; the first of the two best. The test set likes others better.
        Assert.Equal((1, 9.0 / 12, 7.0 / 12), (result.Best!.Epoch, result.Best.Validation!.Accuracy, result.Best.Test!.Accuracy));
        Assert.Equal((Split.Validation, "best epoch chosen on the validation set by accuracy"), (result.SelectedOn!.Value, result.Selection));
        Assert.Equal(
            "last epoch 4: validation 50.0 %, test 83.3 %; best epoch 2: validation 75.0 %, test 58.3 % (best epoch chosen on the validation set by accuracy)",
            result.ToString());
    }

    [Fact]
    public void A_long_tailed_set_can_choose_by_the_mean_of_the_classes()
    {
        using ScriptedTrainer trainer = Trainer();
        using var run = new TrainingRun(trainer, ScriptedTrainer.Validation, test: null) { SelectBy = SelectionMetric.MacroAccuracy };

        TrainingRunResult result = run.Run();

        // Means of the two classes: 0.25, 0.65, 0.45, 0.7.
        Assert.Equal(3, result.Best!.Epoch);
        Assert.All([.. Outputs(result), result.ToCsv()], text => Assert.Contains("best epoch chosen on the validation set by macro accuracy", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_validation_set_nothing_is_chosen()
    {
        using ScriptedTrainer trainer = Trainer();
        using var run = new TrainingRun(trainer, validation: null, ScriptedTrainer.Test);

        TrainingRunResult result = run.Run();

        Assert.Null(result.Best);
        Assert.Null(result.SelectedOn);
        Assert.All(Outputs(result), text => Assert.Contains("no best epoch chosen", text, StringComparison.Ordinal));
        Assert.DoesNotContain("best epoch", result.ToCsv(), StringComparison.Ordinal);
        Assert.Contains("SelectOn", Assert.Throws<InvalidOperationException>(run.RestoreBest).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_lets_the_test_set_choose_reads_so_in_every_output()
    {
        using ScriptedTrainer trainer = Trainer();
        using var run = new TrainingRun(trainer, ScriptedTrainer.Validation, ScriptedTrainer.Test) { SelectOn = Split.Test };

        TrainingRunResult result = run.Run();

        Assert.Equal(0, result.Best!.Epoch);
        SeedSummary seeds = TrainingRunResult.SummarizeBest([result], Split.Test);
        string[] all = [.. Outputs(result), result.ToCsv(), seeds.ToString(), seeds.ToTable(), seeds.ToJson(), seeds.ToCsv()];
        Assert.All(all, text => Assert.Contains("best epoch chosen on the test set by accuracy", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Evaluations_are_n_epochs_apart_and_after_the_last()
    {
        using ScriptedTrainer trainer = new(epochs: 7) { OnValidation = [.. Enumerable.Repeat((1, 1), 7)] };
        using var run = new TrainingRun(trainer, ScriptedTrainer.Validation, test: null) { EvaluateEvery = 3 };

        TrainingRunResult result = run.Run();

        Assert.Equal([2, 5, 6], trainer.Evaluations.Select(evaluation => evaluation.Epoch));
        Assert.Equal([2, 5, 6], result.History.Where(epoch => epoch.Validation is not null).Select(epoch => epoch.Epoch));
        Assert.Equal((2, 6), (result.Best!.Epoch, result.Last.Epoch));
    }

    [Fact]
    public void The_best_weights_and_buffers_come_back()
    {
        using ScriptedTrainer trainer = Trainer();
        using var run = new TrainingRun(trainer, ScriptedTrainer.Validation, test: null);
        Assert.Contains("yet", Assert.Throws<InvalidOperationException>(run.RestoreBest).Message, StringComparison.Ordinal);
        run.Run();
        AssertTrainedFor(4);

        run.RestoreBest();
        AssertTrainedFor(2);
        Assert.All(trainer.Network.parameters(), parameter => Assert.True(parameter.requires_grad));

        // The network does not share memory with what is held.
        using (no_grad())
        {
            trainer.Network.parameters().First().fill_(9);
        }

        run.RestoreBest();
        AssertTrainedFor(2);

        void AssertTrainedFor(int epochs) => Assert.All(
            trainer.Network.state_dict(), entry => Assert.True(entry.Value.eq(epochs).all().item<bool>(), entry.Key));
    }

    [Fact]
    public void What_was_done_before_an_error_is_kept_and_gone_on_from()
    {
        using ScriptedTrainer trainer = Trainer();
        trainer.FailsAfter = 2;
        using var run = new TrainingRun(trainer, ScriptedTrainer.Validation, test: null);
        Assert.Throws<NotFiniteNumberException>(() => run.Run());

        Assert.Equal([0, 1], run.History.Select(epoch => epoch.Epoch));
        run.RestoreBest();

        trainer.FailsAfter = -1;
        trainer.FailsToEvaluateAfter = 2;
        Assert.Throws<IOException>(() => run.Run());
        Assert.Equal([0, 1, 2], run.History.Select(epoch => epoch.Epoch));

        trainer.FailsToEvaluateAfter = -1;
        TrainingRunResult result = run.Run();
        Assert.Equal(4, result.History.Length);
        Assert.All(result.History, epoch => Assert.NotNull(epoch.Validation));
        Assert.Equal(1, result.Best!.Epoch);
    }

    [Fact]
    public void A_run_can_be_cancelled_within_an_evaluation_which_is_made_again()
    {
        using var cancellation = new CancellationTokenSource();
        using ScriptedTrainer trainer = Trainer();
        trainer.Evaluating = epoch => Cancel(epoch == 1);
        using var run = new TrainingRun(trainer, ScriptedTrainer.Validation, test: null);

        Assert.Throws<OperationCanceledException>(() => run.Run(cancellation.Token));
        Assert.Equal((2, 2), (trainer.Epoch, run.History.Count));
        Assert.Null(run.History[1].Validation);

        trainer.Evaluating = _ => { };
        Assert.Equal(Validation.Select(Accuracy), run.Run().History.Select(epoch => epoch.Validation!.Accuracy));
        Assert.Equal([0, 1, 2, 3], trainer.Evaluations.Select(evaluation => evaluation.Epoch));

        void Cancel(bool now)
        {
            if (now)
            {
                cancellation.Cancel();
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_evaluation_that_failed_after_the_last_epoch_is_made_again_and_only_once(int evaluateEvery)
    {
        using ScriptedTrainer trainer = Trainer();
        trainer.FailsToEvaluateAfter = 3;
        using var run = new TrainingRun(trainer, ScriptedTrainer.Validation, ScriptedTrainer.Test) { EvaluateEvery = evaluateEvery };
        Assert.Throws<IOException>(() => run.Run());
        Assert.Throws<IOException>(() => run.Run());
        Assert.Equal([0, 1, 2, 3], run.History.Select(epoch => epoch.Epoch));

        trainer.FailsToEvaluateAfter = -1;
        TrainingRunResult result = run.Run();

        Assert.Equal((4, 4), (trainer.Epoch, result.History.Length));
        Assert.Equal((3, 6.0 / 12, 10.0 / 12), (result.Last.Epoch, result.Last.Validation!.Accuracy, result.Last.Test!.Accuracy));
        Assert.Equal(10.0 / 12, result.History[3].Test!.Accuracy);
        Assert.Equal(evaluateEvery == 1 ? 1 : 2, result.Best!.Epoch);
        Assert.Throws<InvalidOperationException>(() => run.Run());
    }

    [Fact]
    public void What_others_trained_to_its_end_is_not_taken_for_an_epoch_of_the_run()
    {
        using ScriptedTrainer trainer = Trainer();
        trainer.FailsToEvaluateAfter = 1;
        using var run = new TrainingRun(trainer, ScriptedTrainer.Validation, test: null);
        Assert.Throws<IOException>(() => run.Run());
        trainer.TrainEpoch();
        trainer.TrainEpoch();

        Assert.Throws<InvalidOperationException>(() => run.Run());
    }

    [Fact]
    public void Every_output_says_how_many_images_could_not_be_read()
    {
        using ScriptedTrainer trainer = new(4) { OnValidation = Validation, OnTest = Test, Skips = (3, 1, 2) };
        using var run = new TrainingRun(trainer, ScriptedTrainer.Validation, ScriptedTrainer.Test);

        TrainingRunResult result = run.Run();

        Assert.Equal(12, result.SkippedInTraining);
        Assert.Equal(
            "last epoch 4: validation 50.0 % (1 image could not be read), test 83.3 % (2 images could not be read); "
            + "best epoch 2: validation 75.0 % (1 image could not be read), test 58.3 % (2 images could not be read) "
            + "(best epoch chosen on the validation set by accuracy; in training 12 images could not be read)",
            result.ToString());

        string[] lines = result.ToTable().Split('\n');
        Assert.EndsWith("; in training 12 images could not be read", lines[0], StringComparison.Ordinal);
        Assert.Equal(["Unread", "1", "2", "1", "2"], new[] { 2, 4, 5, 6, 7 }.Select(line => lines[line].Split(' ')[^1]));

        string[][] rows = [.. result.ToCsv().TrimEnd('\n').Split('\n').Select(line => line.Split(','))];
        Assert.All(
            new[] { ("skippedImages", "3"), ("validation.skippedImages", "1"), ("test.skippedImages", "2") },
            column => Assert.Equal(column.Item2, rows[1][Array.IndexOf(rows[0], column.Item1)]));

        using var json = System.Text.Json.JsonDocument.Parse(result.ToJson());
        var epoch = json.RootElement.GetProperty("history")[0];
        Assert.Equal(
            (3, 1, 2),
            (epoch.GetProperty("skippedImages").GetInt64(), epoch.GetProperty("validation").GetProperty("skippedImages").GetInt64(), epoch.GetProperty("test").GetProperty("skippedImages").GetInt64()));

        // Both runs of the same images: what one could not read, the other could not either.
        Assert.Equal("83.3 ± 0.0 % (2 seeds; last epoch; 4 images could not be read)", TrainingRunResult.SummarizeLast([result, result], Split.Test).ToString());
    }

    [Fact]
    public void A_run_can_be_cancelled_between_epochs()
    {
        using ScriptedTrainer trainer = Trainer();
        using var run = new TrainingRun(trainer, ScriptedTrainer.Validation, test: null);
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.Throws<OperationCanceledException>(() => run.Run(cancellation.Token));
        Assert.Equal(0, trainer.Epoch);
        Assert.Equal(4, run.Run().History.Length);
    }

    [Fact]
    public void The_sets_of_a_task_are_taken_by_their_names()
    {
        using ScriptedTrainer trainer = Trainer();
        using var run = new TrainingRun(trainer, new ImageSets(new NumberedImages(12), ScriptedTrainer.Validation, ScriptedTrainer.Test));

        run.Run();

        Assert.Equal([(0, "validation"), (0, "test"), (1, "validation")], trainer.Evaluations[..3]);
        Assert.Throws<ArgumentException>(() => new TrainingRun(trainer, new ImageSets(new NumberedImages(12))));
        Assert.Throws<ArgumentNullException>("sets", () => new TrainingRun(trainer, null!));
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        using ScriptedTrainer trainer = Trainer();

        Refused("neither", "validation or a test set", () => new TrainingRun(trainer, null, null));
        Refused("same", "one and the same", () => new TrainingRun(trainer, ScriptedTrainer.Test, ScriptedTrainer.Test));
        Refused("validation", "no validation set", () => new TrainingRun(trainer, null, ScriptedTrainer.Test) { SelectOn = Split.Validation });
        Refused("test", "no test set", () => new TrainingRun(trainer, ScriptedTrainer.Validation, null) { SelectOn = Split.Test });
        Refused("split", "7 is no split", () => new TrainingRun(trainer, ScriptedTrainer.Validation, null) { SelectOn = (Split)7 });
        Refused("metric", "7 is no metric", () => new TrainingRun(trainer, ScriptedTrainer.Validation, null) { SelectBy = (SelectionMetric)7 });
        Assert.Throws<ArgumentOutOfRangeException>("EvaluateEvery", () => new TrainingRun(trainer, ScriptedTrainer.Validation, null) { EvaluateEvery = 0 });

        using var run = new TrainingRun(trainer, ScriptedTrainer.Validation, null);
        run.Run();
        Assert.Contains("All 4 epochs", Assert.Throws<InvalidOperationException>(() => run.Run()).Message, StringComparison.Ordinal);
        run.Dispose();
        Assert.Throws<ObjectDisposedException>(run.RestoreBest);

        static void Refused(string what, string words, Func<TrainingRun> make) =>
            Assert.True(Assert.ThrowsAny<ArgumentException>(make).Message.Contains(words, StringComparison.Ordinal), what);
    }

    [Fact]
    public void The_table_has_a_row_for_each_set_of_last_and_best()
    {
        using ScriptedTrainer trainer = Trainer();
        using var run = new TrainingRun(trainer, ScriptedTrainer.Validation, ScriptedTrainer.Test);

        string[] lines = run.Run().ToTable().Split('\n');

        Assert.Equal("4 epochs; best epoch chosen on the validation set by accuracy", lines[0]);
        Assert.Equal(
            [
                "last, 4 validation 50.0 - 40.0 - 100.0 70.0 40.0 0",
                "last, 4 test 83.3 - 80.0 - 100.0 90.0 80.0 0",
                "best, 2 validation 75.0 - 80.0 - 50.0 65.0 50.0 0",
                "best, 2 test 58.3 - 60.0 - 50.0 55.0 50.0 0",
            ],
            lines[4..8].Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    [Fact]
    public void The_history_is_a_csv_of_one_row_an_epoch()
    {
        using ScriptedTrainer trainer = Trainer();
        using var run = new TrainingRun(trainer, ScriptedTrainer.Validation, test: null);

        string[][] rows = [.. run.Run().ToCsv().TrimEnd('\n').Split('\n').Select(line => line.Split(','))];

        Assert.Equal(5, rows.Length);
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        Assert.Equal(["1", "1", "0.05", "4", "3", "0.5", "0.25", "24", "1", "0.5", "0", "0.75"], rows[2][..12]);
        Assert.Equal(["epoch", "phase", "learningRate", "loss", "classification", "cesc", "mv", "images", "generated", "seconds", "skippedImages", "validation.accuracy"], rows[0][..12]);
        Assert.Equal("", rows[2][Array.IndexOf(rows[0], "test.accuracy")]);
        Assert.Equal(["selection", "", "best epoch chosen on the validation set by accuracy", "", ""], rows.Select(row => row[^1]));
    }

    [Fact]
    public void Json_holds_last_best_and_history()
    {
        using ScriptedTrainer trainer = Trainer();
        using var run = new TrainingRun(trainer, ScriptedTrainer.Validation, ScriptedTrainer.Test);
        TrainingRunResult result = run.Run();
        using var folder = new TemporaryFolder();
        result.WriteJson(folder["run.json"], ["cat", "dog"]);

        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllText(folder["run.json"]));
        var root = document.RootElement;

        Assert.Equal(["selection", "selectedOn", "selectedBy", "last", "best", "history"], root.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("validation", "accuracy"), (root.GetProperty("selectedOn").GetString(), root.GetProperty("selectedBy").GetString()));
        Assert.Equal(7.0 / 12, root.GetProperty("best").GetProperty("test").GetProperty("accuracy").GetDouble());
        Assert.Equal("dog", root.GetProperty("last").GetProperty("validation").GetProperty("perClass")[1].GetProperty("name").GetString());
        Assert.Equal(4, root.GetProperty("history").GetArrayLength());
        Assert.Equal(9.0 / 12, root.GetProperty("history")[2].GetProperty("validation").GetProperty("accuracy").GetDouble());
        Assert.Equal(0.5, root.GetProperty("history")[2].GetProperty("cesc").GetDouble());
    }

    [Fact]
    public void Runs_of_several_seeds_are_summed_up_and_never_mixed()
    {
        TrainingRunResult[] runs = [.. new[] { 6, 7, 8 }.Select(right => RunOnce(right, Split.Validation))];

        SeedSummary last = TrainingRunResult.SummarizeLast(runs, Split.Test);
        Assert.Equal((3, "last epoch", 10.0 / 12), (last.Seeds, last.Selection, last.Accuracy.Mean!.Value));

        SeedSummary best = TrainingRunResult.SummarizeBest(runs, Split.Validation);
        Assert.Equal(new[] { 9.0 / 12, 9.0 / 12, 10.0 / 12 }, best.Accuracy.Values);

        Refused("chosen on the test set by accuracy", () => TrainingRunResult.SummarizeBest([runs[0], RunOnce(6, Split.Test)], Split.Test));
        Refused(
            "chosen on the validation set by macro accuracy",
            () => TrainingRunResult.SummarizeBest([runs[0], RunOnce(6, Split.Validation, SelectionMetric.MacroAccuracy)], Split.Test));
        Refused("no best epoch", () => TrainingRunResult.SummarizeBest([RunOnce(6, null)], Split.Test));
        Assert.Throws<ArgumentException>("results", () => TrainingRunResult.SummarizeLast([], Split.Test));

        using ScriptedTrainer trainer = Trainer();
        using var run = new TrainingRun(trainer, ScriptedTrainer.Validation, test: null);
        TrainingRunResult withoutTest = run.Run();
        Refused("no test set", () => TrainingRunResult.SummarizeLast([withoutTest], Split.Test));
        Assert.Throws<ArgumentOutOfRangeException>("split", () => withoutTest.Last.On((Split)7));

        static void Refused(string words, Func<SeedSummary> summarize) =>
            Assert.Contains(words, Assert.Throws<ArgumentException>("runs", summarize).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluations_are_told_to_every_observer_of_the_trainer()
    {
        RecordingObserver[] told = [new(), new()];
        using var trainer = new ScriptedTrainer(4) { OnValidation = Validation, OnTest = Test, Observer = new ObserverList(told) };
        using var run = new TrainingRun(trainer, ScriptedTrainer.Validation, ScriptedTrainer.Test) { EvaluateEvery = 3 };

        TrainingRunResult result = run.Run();

        Assert.Equal([2, 3], told[0].Events.Cast<EpochEvaluation>().Select(static evaluation => evaluation.Epoch));
        Assert.Same(result.Last, told[0].Events[^1]);
        Assert.Equal(told[0].Events, told[1].Events);
    }

    [Fact]
    public void A_training_has_an_epoch_at_least()
    {
        using var trainer = new ScriptedTrainer(0);

        Assert.Throws<ArgumentOutOfRangeException>("trainer", () => new TrainingRun(trainer, ScriptedTrainer.Validation, test: null));
    }

    private static TrainingRunResult RunOnce(int right, Split? selectOn, SelectionMetric selectBy = SelectionMetric.Accuracy)
    {
        using var trainer = new ScriptedTrainer(4) { OnValidation = [.. Validation[..3], (right, 2)], OnTest = Test };
        using var run = new TrainingRun(trainer, ScriptedTrainer.Validation, ScriptedTrainer.Test) { SelectOn = selectOn, SelectBy = selectBy };
        return run.Run();
    }

    private static ScriptedTrainer Trainer() => new(4) { OnValidation = Validation, OnTest = Test };

    private static double Accuracy((int First, int Second) right) => (right.First + right.Second) / 12.0;

    private static string[] Outputs(TrainingRunResult result) => [result.ToString(), result.ToTable(), result.ToJson()];
}
