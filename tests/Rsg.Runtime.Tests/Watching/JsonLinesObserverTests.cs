using System.Globalization;
using System.Text.Json;
using Rsg.Balancing;
using Rsg.Evaluation;
using Rsg.Runtime.Tests.Evaluation;
using Rsg.Runtime.Tests.Training;
using Rsg.Training;
using Rsg.Watching;

namespace Rsg.Runtime.Tests.Watching;

public sealed class JsonLinesObserverTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly HandClock clock = new();

    private string Path => folder["run/metrics.jsonl"];

    public void Dispose() => folder.Dispose();

    // The keys that docs/watching.md promises, in their order.
    [Theory]
    [InlineData(0, "event time format model epochs firstEpoch firstStep stepsPerEpoch generateFromEpoch classCounts classNames")]
    [InlineData(1, "event time epoch step stepsPerEpoch phase learningRate loss classification cesc mv generated imagesPerSecond elapsedSeconds remainingSeconds")]
    [InlineData(2, "event time epoch epochs phase learningRate loss classification cesc mv generated images skippedImages imagesPerSecond seconds elapsedSeconds remainingSeconds")]
    [InlineData(3, "event time epoch split classes samples skippedImages accuracy topFiveAccuracy macroAccuracy macroPrecision macroF1 harmonicMean geometricMean many medium few worstClassAccuracy worstClass perClassTrainingSamples perClassSamples perClassCorrect perClassPredicted perClassAccuracy confusionCells")]
    [InlineData(4, "event time epoch epochs phase")]
    [InlineData(5, "event time epochs elapsedSeconds")]
    public void Every_kind_of_line_has_its_keys(int line, string keys)
    {
        using (JsonLinesObserver observer = Observer())
        {
            observer.OnTrainingStarted(Start());
            observer.OnStep(Reports.Step(0, 0));
            observer.OnEpoch(Reports.Epoch(0));
            observer.OnEvaluated(new EpochEvaluation(0, null, Evaluation()));
            observer.OnPhaseChanged(new PhaseChange(2, 4, 2));
            observer.OnTrainingFinished(new TrainingEnd(4, TimeSpan.FromSeconds(9)));
        }

        Assert.Equal(keys, string.Join(' ', Lines()[line].EnumerateObject().Select(member => member.Name)));
    }

    [Fact]
    public void Numbers_are_those_that_were_reported()
    {
        clock.Advance(61.5);
        using (JsonLinesObserver observer = Observer())
        {
            observer.OnTrainingStarted(Start());
            observer.OnStep(Reports.Step(3, 50));
            observer.OnEpoch(Reports.Epoch(3));
            observer.OnTrainingFinished(new TrainingEnd(4, TimeSpan.FromSeconds(9.25)));
        }

        JsonElement[] lines = Lines();
        Assert.Equal(
            """{"event":"start","time":"1970-01-01T00:01:01.5+00:00","format":1,"model":"Net","epochs":4,"firstEpoch":0,"firstStep":0,"stepsPerEpoch":100,"generateFromEpoch":2,"classCounts":[500,50,5],"classNames":["cat","dog","axolotl"]}""",
            lines[0].GetRawText());
        Assert.Equal(
            """{"event":"step","time":"1970-01-01T00:01:01.5+00:00","epoch":3,"step":50,"stepsPerEpoch":100,"phase":2,"learningRate":0.1,"loss":13,"classification":11,"cesc":0.5,"mv":0.25,"generated":50,"imagesPerSecond":1234.5,"elapsedSeconds":3.5,"remainingSeconds":7}""",
            lines[1].GetRawText());
        Assert.Equal((0.1f, 90, 24L, 3L), (lines[2].GetProperty("cesc").GetSingle(), Int(lines[2], "generated"), Int(lines[2], "images"), Int(lines[2], "skippedImages")));
        Assert.Equal((0.025, 48.25, 0.5), (Number(lines[2], "learningRate"), Number(lines[2], "imagesPerSecond"), Number(lines[2], "seconds")));
        Assert.Equal((4, 9.25), (Int(lines[3], "epochs"), Number(lines[3], "elapsedSeconds")));
    }

    [Fact]
    public void An_evaluation_has_metrics_classes_and_confusion_of_both_sets()
    {
        using (JsonLinesObserver observer = Observer())
        {
            observer.OnEvaluated(new EpochEvaluation(1, Evaluation(), Matrices.Result([[2, 0, 0], [0, 2, 0], [0, 0, 2]], [500, 50, 5])));
        }

        JsonElement[] lines = Lines();
        Assert.Equal(["validation", "test"], lines.Select(line => line.GetProperty("split").GetString()));
        Assert.Equal(1, Number(lines[1], "accuracy"));

        // Of 10, 4 and 2 samples, 9, 1 and 0 are right: by hand.
        JsonElement first = lines[0];
        Assert.Equal((3, 16, 10.0 / 16), (Int(first, "classes"), Int(first, "samples"), Number(first, "accuracy")));
        Assert.Equal((0.9, 0.25, 0.0), (Number(first, "many"), Number(first, "medium"), Number(first, "few")));
        Assert.Equal((0.9 + 0.25) / 3, Number(first, "macroAccuracy"), 12);
        Assert.Equal(JsonValueKind.Null, first.GetProperty("topFiveAccuracy").ValueKind);
        Assert.Equal("[500,50,5]", first.GetProperty("perClassTrainingSamples").GetRawText());
        Assert.Equal("[10,4,2]", first.GetProperty("perClassSamples").GetRawText());
        Assert.Equal("[9,1,0]", first.GetProperty("perClassCorrect").GetRawText());
        Assert.Equal("[14,2,0]", first.GetProperty("perClassPredicted").GetRawText());
        Assert.Equal("[0.9,0.25,0]", first.GetProperty("perClassAccuracy").GetRawText());
        Assert.Equal("[[0,0,9],[0,1,1],[1,0,3],[1,1,1],[2,0,2]]", first.GetProperty("confusionCells").GetRawText());
    }

    [Fact]
    public void A_class_without_samples_has_no_accuracy()
    {
        using (JsonLinesObserver observer = Observer())
        {
            observer.OnEvaluated(new EpochEvaluation(1, null, Matrices.Result([[2, 1], [0, 0]], [500, 50])));
        }

        Assert.Equal("[0.6666666666666666,null]", Lines()[0].GetProperty("perClassAccuracy").GetRawText());
    }

    [Theory]
    [InlineData(50, 0, 50)]
    [InlineData(40, 0, 40, 80)]
    [InlineData(0)]
    public void Steps_are_thinned_from_the_first_of_each_epoch(int every, params int[] expected)
    {
        using (var observer = new JsonLinesObserver(Path) { LogEverySteps = every })
        {
            observer.OnTrainingStarted(Start());
            for (int step = 0; step < 100; step++)
            {
                observer.OnStep(Reports.Step(1, step));
            }
        }

        Assert.Equal(expected, Lines()[1..].Select(line => Int(line, "step")));
    }

    [Fact]
    public void Steps_are_not_thinned_by_less_than_nothing() =>
        Assert.Throws<ArgumentOutOfRangeException>("LogEverySteps", () => new JsonLinesObserver(folder["m.jsonl"]) { LogEverySteps = -1 });

    [Fact]
    public void A_line_is_whole_in_the_file_before_the_training_goes_on()
    {
        using JsonLinesObserver observer = Observer();
        observer.OnTrainingStarted(Start());
        for (int epoch = 0; epoch < 3; epoch++)
        {
            observer.OnEpoch(Reports.Epoch(epoch));
            Assert.Equal(epoch + 2, Lines().Length);
        }
    }

    [Fact]
    public void Another_training_adds_to_the_file_and_a_line_that_was_cut_off_goes()
    {
        using (JsonLinesObserver observer = Observer())
        {
            observer.OnTrainingStarted(Start());
            observer.OnEpoch(Reports.Epoch(0));
        }

        File.AppendAllText(Path, """{"event":"epoch","time":"19""");
        using (JsonLinesObserver observer = Observer())
        {
            observer.OnTrainingStarted(Start());
            observer.OnEpoch(Reports.Epoch(1));
        }

        Assert.Equal(["start", "epoch", "start", "epoch"], Lines().Select(line => line.GetProperty("event").GetString()));
    }

    [Fact]
    public void A_long_line_that_was_cut_off_goes_and_the_one_before_it_stays()
    {
        using (JsonLinesObserver observer = Observer())
        {
            observer.OnTrainingStarted(Start());
        }

        string before = File.ReadAllText(Path);
        File.AppendAllText(Path, "{\"event\":\"evaluation\"" + new string(' ', 200_000));
        using (JsonLinesObserver observer = Observer())
        {
            observer.OnTrainingStarted(Start());
        }

        Assert.Equal(before + before, File.ReadAllText(Path));
    }

    [Theory]
    [InlineData("The thesis that took four years.")]
    [InlineData("{\"event\": \"other\"}\n")]
    [InlineData("{}")]
    public void A_file_that_is_something_else_is_left_alone(string content)
    {
        string path = folder.Write("thesis.txt", content);

        using var observer = new JsonLinesObserver(path);
        var error = Assert.Throws<InvalidDataException>(() => observer.OnTrainingStarted(Start()));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(path));
    }

    [Fact]
    public void Nothing_is_there_before_the_training_begins_and_what_is_there_is_not_touched()
    {
        string path = folder.Write("cut.jsonl", "{\"event\":\"st");
        using (Observer())
        using (new JsonLinesObserver(path))
        {
            Assert.False(Directory.Exists(folder["run"]));
        }

        Assert.Equal("{\"event\":\"st", File.ReadAllText(path));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_an_error_when_the_training_begins()
    {
        using var observer = new JsonLinesObserver(System.IO.Path.Combine(folder.Write("taken", "no folder"), "metrics.jsonl"));

        Assert.ThrowsAny<IOException>(() => observer.OnTrainingStarted(Start()));
    }

    [Fact]
    public void Two_that_write_one_file_by_mistake_lose_nothing()
    {
        using JsonLinesObserver one = Observer();
        using JsonLinesObserver two = Observer();
        one.OnEpoch(Reports.Epoch(0));
        two.OnEpoch(Reports.Epoch(1));
        one.OnEpoch(Reports.Epoch(2));

        Assert.Equal([0, 1, 2], Lines().Select(line => Int(line, "epoch")));
    }

    [Fact]
    public void No_name_breaks_a_line()
    {
        string[] names = ["a\nb", "\"},{", "\u2028\u0085", "</script>", "\U0001F98E", ""];
        using (JsonLinesObserver observer = Observer())
        {
            observer.OnTrainingStarted(Start() with { ClassNames = names, ClassCounts = null, Model = "new\r\nline" });
        }

        Assert.Equal(names, Lines().Single().GetProperty("classNames").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("new\r\nline", Lines().Single().GetProperty("model").GetString());
        Assert.Equal(JsonValueKind.Null, Lines().Single().GetProperty("classCounts").ValueKind);
    }

    [Fact]
    public void The_culture_of_the_user_changes_nothing()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.DateTimeFormat.TimeSeparator = "~";
            CultureInfo.CurrentCulture = culture;
            using JsonLinesObserver observer = Observer();
            observer.OnStep(Reports.Step(0, 0));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Contains("\"imagesPerSecond\":1234.5,\"elapsedSeconds\":0.5,", File.ReadAllText(Path), StringComparison.Ordinal);
    }

    private static TrainingStart Start() => new("Net", 4, 100, 2) { ClassCounts = new ClassCounts([500, 50, 5]), ClassNames = ["cat", "dog", "axolotl"] };

    private static EvaluationResult Evaluation() => Matrices.Result([[9, 1, 0], [3, 1, 0], [2, 0, 0]], [500, 50, 5]);

    private static int Int(JsonElement line, string key) => line.GetProperty(key).GetInt32();

    private static double Number(JsonElement line, string key) => line.GetProperty(key).GetDouble();

    private JsonLinesObserver Observer() => new(Path, clock);

    private JsonElement[] Lines()
    {
        using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        string text = reader.ReadToEnd();
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        return [.. text[..^1].Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
