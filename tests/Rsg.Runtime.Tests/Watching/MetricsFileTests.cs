using Rsg.Balancing;
using Rsg.Evaluation;
using Rsg.Runtime.Tests.Evaluation;
using Rsg.Runtime.Tests.Training;
using Rsg.Training;
using Rsg.Watching;

namespace Rsg.Runtime.Tests.Watching;

public sealed class MetricsFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Path => folder["metrics.jsonl"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_reported_is_read_back()
    {
        var start = new TrainingStart("Net", 4, 100, 2) { ClassCounts = new ClassCounts([500, 50, 5]), ClassNames = ["cat", "dog", "axolotl"] };
        EvaluationResult test = Evaluation(correct: 7);
        Write(observer =>
        {
            observer.OnTrainingStarted(start);
            observer.OnStep(Reports.Step(0, 0));
            observer.OnStep(Reports.Step(0, 50));
            observer.OnEpoch(Reports.Epoch(0));
            observer.OnEvaluated(new EpochEvaluation(0, Evaluation(correct: 3), test));
            observer.OnTrainingFinished(new TrainingEnd(1, TimeSpan.FromSeconds(2)));
        });

        MetricsFile metrics = MetricsFile.Read(Path);

        Assert.Equal(("Net", 4, 100, 2), (metrics.Start.Model, metrics.Start.Epochs, metrics.Start.StepsPerEpoch, metrics.Start.GenerateFromEpoch));
        Assert.Equal(start.ClassCounts, metrics.Start.ClassCounts);
        Assert.Equal(start.ClassNames, metrics.Start.ClassNames);
        Assert.Equal([Reports.Step(0, 0), Reports.Step(0, 50)], metrics.Steps.ToArray());
        Assert.Equal([Reports.Epoch(0)], metrics.Epochs.ToArray());
        Assert.Equal(new TrainingEnd(1, TimeSpan.FromSeconds(2)), metrics.End);
        Assert.Equal([Split.Validation, Split.Test], metrics.Evaluations.Select(evaluation => evaluation.Split));
        Assert.Equal(test.Metrics, metrics.Evaluations[1].Metrics);
        Assert.Equal(3, metrics.Evaluations[1].SkippedImages);

        EvaluationResult read = metrics.Evaluations[1].Read();
        Assert.Equal(test.ToJson(), read.ToJson());
        Assert.Equal(0, metrics.UnreadLines);
    }

    [Fact]
    public void The_top_five_are_read_back()
    {
        int[][] cells = [.. Enumerable.Range(0, 7).Select(label => Enumerable.Range(0, 7).Select(prediction => prediction == label ? 3 : 1).ToArray())];
        var result = new EvaluationResult(Matrices.Of(cells), new ClassCounts([7, 6, 5, 4, 3, 2, 1]), withinTopFive: 59);
        Write(observer =>
        {
            observer.OnTrainingStarted(new TrainingStart("Net", 1, 1, null));
            observer.OnEvaluated(new EpochEvaluation(0, result, null));
        });

        Assert.Equal(59.0 / 63, MetricsFile.Read(Path).Evaluations.Single().Read().TopFiveAccuracy);
    }

    [Fact]
    public void Of_an_epoch_that_was_trained_again_what_was_written_last_holds_and_of_later_ones_nothing()
    {
        Write(observer => Train(observer, 0, 4, correct: 1));
        Write(observer => Train(observer, 2, 3, correct: 5));

        MetricsFile metrics = MetricsFile.Read(Path);

        Assert.Equal([0, 1, 2], metrics.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal([0, 1, 2], metrics.Steps.Select(step => step.Epoch));
        Assert.Equal([(0, 0.1), (1, 0.1), (2, 0.5)], metrics.Evaluations.Select(evaluation => (evaluation.Epoch, evaluation.Metrics.Many!.Value)));
        Assert.Null(metrics.End); // the first training had one; the second was broken off
    }

    [Fact]
    public void A_training_that_goes_on_voids_what_it_will_train_again_before_it_has()
    {
        Write(observer => Train(observer, 0, 3, correct: 1));
        Write(observer => observer.OnTrainingStarted(new TrainingStart("Net", 4, 100, 2) { FirstEpoch = 1 }));

        MetricsFile metrics = MetricsFile.Read(Path);

        Assert.Equal([0], metrics.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal(1, metrics.Start.FirstEpoch);
    }

    [Fact]
    public void A_training_that_goes_on_within_an_epoch_voids_its_later_steps_alone()
    {
        Write(observer =>
        {
            Train(observer, 0, 1, correct: 1);
            observer.OnStep(Reports.Step(1, 0));
            observer.OnStep(Reports.Step(1, 50));
        });
        Write(observer => observer.OnTrainingStarted(new TrainingStart("Net", 4, 100, 2) { FirstEpoch = 1, FirstStep = 50 }));

        MetricsFile metrics = MetricsFile.Read(Path);

        Assert.Equal([(0, 0), (1, 0)], metrics.Steps.Select(step => (step.Epoch, step.Step)));
        Assert.Equal([0], metrics.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal((1, 50), (metrics.Start.FirstEpoch, metrics.Start.FirstStep));
    }

    [Fact]
    public void An_evaluation_that_comes_behind_steps_of_the_next_epoch_voids_none_of_them_and_hides_none()
    {
        Write(observer =>
        {
            Train(observer, 0, 1, correct: 1);
            observer.OnStep(Reports.Step(1, 0));
            observer.OnStep(Reports.Step(1, 50));
            observer.OnEvaluated(new EpochEvaluation(0, Evaluation(4), null));
        });
        Assert.Equal([0, 0, 50], MetricsFile.Read(Path).Steps.Select(step => step.Step));

        Write(observer => observer.OnStep(Reports.Step(1, 0))); // trained again

        Assert.Equal([(0, 0), (1, 0)], MetricsFile.Read(Path).Steps.Select(step => (step.Epoch, step.Step)));
        Assert.Equal(2, MetricsFile.Read(Path).Evaluations.Length);
    }

    [Fact]
    public void An_evaluation_that_is_made_later_leaves_its_epoch()
    {
        Write(observer =>
        {
            observer.OnTrainingStarted(new TrainingStart("Net", 4, 100, 2));
            observer.OnEpoch(Reports.Epoch(0));
            observer.OnEvaluated(new EpochEvaluation(0, null, Evaluation(1)));
        });
        Write(observer => observer.OnEvaluated(new EpochEvaluation(0, null, Evaluation(9)))); // nothing was left to train

        MetricsFile metrics = MetricsFile.Read(Path);

        Assert.Single(metrics.Epochs);
        Assert.Equal(0.9, metrics.Evaluations.Single().Metrics.Many);
    }

    [Fact]
    public void A_training_that_is_going_on_can_be_read()
    {
        using var observer = new JsonLinesObserver(Path);
        observer.OnTrainingStarted(new TrainingStart("Net", 4, 100, null));
        observer.OnEpoch(Reports.Epoch(0));

        Assert.Single(MetricsFile.Read(Path).Epochs);
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"event":null}""")]
    [InlineData("""{"event":"epoch","epoch":-1}""")]
    [InlineData("""{"event":"epoch","epoch":1e99}""")]
    [InlineData("""{"event":"end","epochs":1,"elapsedSeconds":1e300}""")]
    [InlineData("""{"event":"evaluation","epoch":0,"split":"nowhere"}""")]
    [InlineData("""{"event":"evaluation","epoch":0,"split":"test","perClassTrainingSamples":[1,0],"confusionCells":[]}""")]
    [InlineData("""{"event":"evaluation","epoch":0,"split":"test","perClassTrainingSamples":[1,1],"confusionCells":[[0,9,1]]}""")]
    [InlineData("""{"event":"evaluation","epoch":0,"split":"test","perClassTrainingSamples":[1,1],"confusionCells":[[0]]}""")]
    [InlineData("""{"event":"evaluation","epoch":0,"split":"test","topFiveAccuracy":null,"skippedImages":0,"perClassTrainingSamples":[1,1],"confusionCells":[[0,0,1,1]]}""")]
    [InlineData("""{"event":"epoch","epoch":0,"epochs":1,"phase":1,"learningRate":0.1,"loss":1e39,"classification":4,"cesc":0,"mv":0,"generated":0,"images":1,"skippedImages":0,"imagesPerSecond":1,"seconds":1,"elapsedSeconds":1,"remainingSeconds":1}""")]
    [InlineData("""{"event":"evaluation","epoch":0,"split":"test","perClassTrainingSamples":[1,1],"confusionCells":[],"topFiveAccuracy":null}""")]
    public void A_damaged_line_is_counted_and_the_others_are_read(string damaged)
    {
        Write(observer => Train(observer, 0, 1, correct: 1));
        string before = File.ReadAllText(Path);
        Write(observer => Train(observer, 1, 2, correct: 1));
        File.WriteAllText(Path, File.ReadAllText(Path).Insert(before.Length, damaged + "\n"));

        MetricsFile metrics = MetricsFile.Read(Path);

        Assert.Equal([0, 1], metrics.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal(1, metrics.UnreadLines);
    }

    [Fact]
    public void Events_and_keys_of_a_later_version_do_no_harm()
    {
        Write(observer => Train(observer, 0, 1, correct: 1));
        File.AppendAllText(Path, "{\"event\":\"lunch\"}\n{\"event\":\"end\",\"epochs\":1,\"elapsedSeconds\":2,\"mood\":\"good\"}\n");

        MetricsFile metrics = MetricsFile.Read(Path);

        Assert.Equal((0, 1), (metrics.UnreadLines, metrics.End?.Epochs));
    }

    [Fact]
    public void A_file_without_a_start_is_no_metrics_file()
    {
        string path = folder.Write("other.jsonl", "{\"event\":\"end\",\"epochs\":1,\"elapsedSeconds\":2}\n");

        var error = Assert.Throws<InvalidDataException>(() => MetricsFile.Read(path));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_evaluation_says_so_when_the_file_has_changed()
    {
        Write(observer => Train(observer, 0, 1, correct: 1));
        LoggedEvaluation evaluation = MetricsFile.Read(Path).Evaluations.Single();
        File.WriteAllText(Path, "");

        Assert.Throws<InvalidDataException>(evaluation.Read);
    }

    [Fact]
    public void A_line_of_many_classes_is_read_back()
    {
        const int Classes = 2000;
        var confusion = new ConfusionMatrix(Classes);
        for (int label = 0; label < Classes; label++)
        {
            confusion.Add(label, label * 7 % Classes, 3);
            confusion.Add(label, label, 2);
        }

        var result = new EvaluationResult(confusion, new ClassCounts(Enumerable.Range(1, Classes)));
        Write(observer =>
        {
            observer.OnTrainingStarted(new TrainingStart("Net", 1, 1, null));
            observer.OnEpoch(Reports.Epoch(0));
            observer.OnEvaluated(new EpochEvaluation(0, null, result));
            observer.OnEvaluated(new EpochEvaluation(0, result, null));
        });

        MetricsFile metrics = MetricsFile.Read(Path);
        Assert.Equal(result.ToJson(), metrics.Evaluations[0].Read().ToJson());
        Assert.Equal(result.ToJson(), metrics.Evaluations[1].Read().ToJson());
    }

    [Fact]
    public void A_whole_run_tells_the_same_as_its_result()
    {
        using var observer = new JsonLinesObserver(Path);
        using var trainer = new ScriptedTrainer(3) { Observer = observer, OnValidation = [(5, 0), (9, 1), (8, 2)], OnTest = [(4, 0), (6, 2), (9, 0)] };
        using var run = new TrainingRun(trainer, ScriptedTrainer.Validation, ScriptedTrainer.Test);
        observer.OnTrainingStarted(new TrainingStart("Net", 3, 1, null));
        TrainingRunResult result = run.Run();

        MetricsFile metrics = MetricsFile.Read(Path);
        Assert.Equal(result.History.Select(epoch => epoch.Validation), Of(Split.Validation).Select(evaluation => evaluation.Metrics));
        Assert.Equal(result.History.Select(epoch => epoch.Test), Of(Split.Test).Select(evaluation => evaluation.Metrics));
        Assert.Equal(result.Last.Test!.ToJson(), Of(Split.Test).Last().Read().ToJson());

        IEnumerable<LoggedEvaluation> Of(Split split) => metrics.Evaluations.Where(evaluation => evaluation.Split == split);
    }

    private static EvaluationResult Evaluation(int correct) =>
        new(Matrices.Of([[correct, 10 - correct, 0], [3, 1, 0], [2, 0, 0]]), new ClassCounts([500, 50, 5])) { SkippedImages = 3 };

    private static void Train(JsonLinesObserver observer, int from, int to, int correct)
    {
        observer.OnTrainingStarted(new TrainingStart("Net", 4, 100, 2) { FirstEpoch = from });
        for (int epoch = from; epoch < to; epoch++)
        {
            observer.OnStep(Reports.Step(epoch, 0));
            observer.OnEpoch(Reports.Epoch(epoch));
            observer.OnEvaluated(new EpochEvaluation(epoch, null, Evaluation(correct)));
        }

        if (to == 4)
        {
            observer.OnTrainingFinished(new TrainingEnd(4, TimeSpan.FromSeconds(4)));
        }
    }

    private void Write(Action<JsonLinesObserver> train)
    {
        using var observer = new JsonLinesObserver(Path);
        train(observer);
    }
}
