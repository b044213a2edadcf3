using System.Text.Json;
using Rsg.Data;
using Rsg.Runtime.Tests.Data;
using Rsg.Training;

namespace Rsg.Runtime.Tests.Training;

/// <summary>A run is resumed only as what it was begun.</summary>
public sealed class ManifestTests : IDisposable
{
    private static readonly (int, int)[] Scores = [(5, 1), (9, 1), (6, 2)];

    private readonly TemporaryFolder folder = new();

    private string Place => folder["run"];

    private string Manifest => Path.Combine(Place, "manifest.json");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_says_what_the_run_is_made_of()
    {
        using (var trainer = Trainer())
        {
            Begin(trainer);
        }

        using var json = JsonDocument.Parse(File.ReadAllText(Manifest));
        var settings = json.RootElement.GetProperty("settings");
        Assert.Equal(1, json.RootElement.GetProperty("formatVersion").GetInt32());
        Assert.Equal("Net", settings.GetProperty("model").GetString());
        Assert.Equal("ldam", settings.GetProperty("declaration.loss.kind").GetString());

        // printf 'loss.kind: ldam\ntrain.epochs: 6\n' | sha256sum
        Assert.Equal("730CD3543B79FF28A786A4AEBAB2E4E06F3DF1DA8838997DEA9E8F873FA0A97A", settings.GetProperty("declarationHash").GetString());
        Assert.Equal(("3", "0", "12", "6 6"), (Text("epochs"), Text("seed"), Text("trainingSet.images"), Text("trainingSet.classCounts")));
        Assert.Equal("sizes and labels", Text("trainingSet.hashOf"));
        var circumstances = json.RootElement.GetProperty("circumstances");
        Assert.Equal(Environment.CommandLine, circumstances.GetProperty("commandLine").GetString());
        Assert.Equal("cpu", circumstances.GetProperty("device").GetString());
        Assert.StartsWith("Rsg.Runtime 0.", circumstances.GetProperty("runtime").GetString(), StringComparison.Ordinal);

        string? Text(string key) => settings.GetProperty(key).GetString();
    }

    [Fact]
    public void Another_declaration_is_refused_line_by_line()
    {
        using (var trainer = Trainer())
        {
            Begin(trainer);
        }

        using var other = Trainer("loss.kind: focal\nloss.gamma: 2\ntrain.epochs: 6\n", seed: 4);
        var error = Refused(other);

        Assert.Equal(
            ["declaration.loss.gamma: nothing -> 2", "declaration.loss.kind: ldam -> focal", "seed: 0 -> 4"],
            error.Differences.Where(difference => difference.Key != "declarationHash").Select(difference => difference.ToString()).Order(StringComparer.Ordinal));
        Assert.Contains(new ManifestDifference("declaration.loss.kind", "ldam", "focal"), error.Differences);
        Assert.Contains("declaration.loss.kind: ldam -> focal", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("declarationHash", error.Message, StringComparison.Ordinal);
        Assert.Contains(Manifest, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, other.Epoch);
    }

    /// <summary>A run that was ended before its first step: with the checkpoint of its beginning, or killed before it was written.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Where_no_step_was_made_another_declaration_begins_anew_and_says_so(bool hasCheckpoint)
    {
        using (var trainer = Trainer())
        {
            Begin(trainer, failsAfter: 0);
        }

        if (!hasCheckpoint)
        {
            File.Delete(Path.Combine(Place, "checkpoints", "epoch-000000.ckpt"));
        }

        var observer = new RecordingObserver();
        using var other = Trainer("loss.kind: focal\n", observer: observer);
        using var run = Run(other, ResumeMode.IfPresent);

        Assert.Equal(Scores.Length, run.Run().History.Length);
        Assert.Equal($"Another run was begun here and never made a step; this one begins in its place: '{Place}'.", observer.Events[0]);
        Assert.Contains("\"declaration.loss.kind\": \"focal\"", File.ReadAllText(Manifest), StringComparison.Ordinal);
        Assert.Empty(run.ResumedWith);
    }

    [Fact]
    public void A_manifest_alone_is_no_run()
    {
        using (var trainer = Trainer())
        {
            Begin(trainer, failsAfter: 0);
        }

        File.Delete(Path.Combine(Place, "checkpoints", "epoch-000000.ckpt"));
        using var other = Trainer();
        using (var required = Run(other, ResumeMode.Required))
        {
            Assert.Contains("has no run to go on from", Assert.Throws<InvalidOperationException>(() => required.Run()).Message, StringComparison.Ordinal);
        }

        using var run = Run(other, ResumeMode.Never);
        Assert.Equal(Scores.Length, run.Run().History.Length);
    }

    [Fact]
    public void A_result_is_not_written_over_by_another_declaration_even_where_its_checkpoints_are_deleted()
    {
        using (var trainer = Trainer())
        using (var run = Run(trainer, ResumeMode.Never))
        {
            run.Run();
        }

        Directory.Delete(Path.Combine(Place, "checkpoints"), recursive: true);
        using var other = Trainer("loss.kind: focal\n");
        using var second = Run(other, ResumeMode.IfPresent);

        var refused = Assert.Throws<ManifestException>(() => second.Run());

        Assert.Contains("Choose another folder, delete this one", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_images_are_refused()
    {
        static InMemoryImages Images(byte last, params int[] labels) => new([1, 2, 3, last], labels, 1, 1, 1, classes: 2);

        using (var trainer = Trainer(training: Images(4, 0, 1, 0, 1)))
        {
            Begin(trainer);
        }

        using var same = Trainer(training: Images(4, 0, 1, 0, 1));
        using var otherPixel = Trainer(training: Images(5, 0, 1, 0, 1));
        using var otherLabels = Trainer(training: Images(4, 0, 1, 1, 0));
        using var fewer = Trainer(training: new Subset(Images(4, 0, 1, 0, 1), [0, 1, 2]));
        using var reordered = Trainer(training: new Subset(Images(4, 0, 1, 0, 1), [2, 1, 0, 3]));

        Assert.Equal(["trainingSet.hash"], Keys(otherPixel));
        Assert.Equal(["trainingSet.hash"], Keys(otherLabels));
        Assert.Equal(["trainingSet.classCounts", "trainingSet.hash", "trainingSet.images"], Keys(fewer));
        Assert.Equal(["trainingSet.hash"], Keys(reordered));
        using var resumed = Run(same, ResumeMode.Required);
        resumed.Run();

        string[] Keys(ScriptedTrainer trainer) => [.. Refused(trainer).Differences.Select(difference => difference.Key).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void Another_choice_of_the_best_epoch_is_refused()
    {
        using (var trainer = Trainer())
        {
            Begin(trainer);
        }

        using var other = Trainer();
        using var run = new TrainingRun(other, ScriptedTrainer.Validation, ScriptedTrainer.Test) { Folder = Place, Resume = ResumeMode.Required, SelectBy = SelectionMetric.MacroAccuracy };

        var error = Assert.Throws<ManifestException>(() => run.Run());

        Assert.Equal("evaluation.selectBy: Accuracy -> MacroAccuracy", Assert.Single(error.Differences).ToString());
    }

    [Fact]
    public void Other_circumstances_are_told()
    {
        using (var trainer = Trainer())
        {
            Begin(trainer);
        }

        File.WriteAllText(Manifest, File.ReadAllText(Manifest).Replace("\"device\": \"cpu\"", "\"device\": \"cuda:0\"", StringComparison.Ordinal));
        using var other = Trainer();
        using var run = Run(other, ResumeMode.Required);

        run.Run();

        Assert.Equal([new ManifestDifference("device", "cuda:0", "cpu")], run.ResumedWith);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{ \"formatVersion\": 1 }")]
    [InlineData("{ \"formatVersion\": \"x\", \"settings\": {}, \"circumstances\": {} }")]
    [InlineData("{ \"formatVersion\": 1, \"settings\": { \"a\": 1 }, \"circumstances\": {} }")]
    [InlineData("{ \"formatVersion\": 2, \"settings\": {}, \"circumstances\": {} }")]
    public void A_manifest_that_cannot_be_read_is_no_manifest(string content)
    {
        using (var trainer = Trainer())
        {
            Begin(trainer);
        }

        File.WriteAllText(Manifest, content);
        using var other = Trainer();

        var error = Refused(other);

        Assert.Empty(error.Differences);
        Assert.Contains(Manifest, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checkpoints_without_a_manifest_are_not_guessed_about()
    {
        using (var trainer = Trainer())
        {
            Begin(trainer);
        }

        File.Delete(Manifest);
        using var other = Trainer();
        using var run = Run(other, ResumeMode.Required);

        Assert.Contains("no manifest.json", Assert.Throws<FileNotFoundException>(() => run.Run()).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Manifest));
    }

    [Theory]
    [InlineData("no key")]
    [InlineData("a: 1\na: 2")]
    public void A_declaration_has_each_key_once(string text) => Assert.Throws<ArgumentException>(() => new ResolvedDeclaration("Net", "Test 1.0", text));

    private ManifestException Refused(ScriptedTrainer trainer)
    {
        using var run = Run(trainer, ResumeMode.Required);
        return Assert.Throws<ManifestException>(() => run.Run());
    }

    /// <summary>Trains one epoch and fails.</summary>
    private void Begin(ScriptedTrainer trainer, int failsAfter = 1)
    {
        trainer.FailsAfter = failsAfter;
        using var run = Run(trainer, ResumeMode.Never);
        Assert.Throws<NotFiniteNumberException>(() => run.Run());
    }

    private TrainingRun Run(ScriptedTrainer trainer, ResumeMode resume) => new(trainer, ScriptedTrainer.Validation, ScriptedTrainer.Test) { Folder = Place, Resume = resume };

    private static ScriptedTrainer Trainer(string declaration = "loss.kind: ldam\ntrain.epochs: 6\n", int seed = 0, IImageDataset? training = null, ITrainingObserver? observer = null) => new(Scores.Length)
    {
        OnValidation = Scores,
        OnTest = Scores,
        Declaration = declaration,
        Seed = seed,
        Observer = observer,
        Training = training ?? new NumberedImages(12),
    };
}
