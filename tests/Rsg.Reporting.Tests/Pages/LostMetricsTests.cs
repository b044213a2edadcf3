using Rsg.Training;
using Rsg.Watching;

namespace Rsg.Reporting.Tests.Pages;

/// <summary>Reports of runs of which something is lost: metrics, checkpoints, whole folders.</summary>
public sealed class LostMetricsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Page => folder["out/report.html"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_whole_run_has_nothing_to_say()
    {
        IReadOnlyList<string> notes = Report.Write(RunFolders.Write(folder["run"]), Page);

        Assert.Empty(notes);
        Assert.Empty(Lost());
    }

    [Fact]
    public void Epochs_that_the_metrics_have_lost_are_those_of_the_checkpoint()
    {
        string run = RunFolders.Write(folder["run"]);
        string[] lines = File.ReadAllLines(Metrics(run));
        File.WriteAllLines(Metrics(run), lines[..3]); // the start, epoch 0 and its evaluation
        RunFolders.WriteCheckpoint(run, 3);

        IReadOnlyList<string> notes = Report.Write(run, Page);

        Assert.Equal(["Epochs 2 to 3: from a checkpoint, because lines of metrics.jsonl are lost.", "Of the last evaluation on the test set only the metrics are left; classes and confusions are those after epoch 2."], notes);
        Assert.Equal(notes, Lost());
        var page = new PageDocument(Page);
        Assert.Contains("not finished: 3 of 4 epochs", page.Words, StringComparison.Ordinal);
        Assert.Contains("Loss (minimised) by epoch. run: 3 after epoch 3.", page.Tags("svg").Select(chart => chart.Attribute("aria-label")!.Value));
        Assert.Equal("37.5 %", page.Metric("accuracy").Value); // (5 + 1) of 16, after epoch 3
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no metrics\n")]
    [InlineData("\0\0\0\0")]
    public void Without_metrics_the_checkpoint_alone_is_reported(string? content)
    {
        string run = folder["run"];
        RunFolders.WriteCheckpoint(run, 4);
        if (content is not null)
        {
            folder.Write("run/metrics.jsonl", content);
        }

        IReadOnlyList<string> notes = Report.Write(run, Page);

        Assert.Contains("Epochs 1 to 4: from a checkpoint, because lines of metrics.jsonl are lost.", notes);
        Assert.Equal(content is null, notes.Contains("There is no metrics.jsonl."));
        var page = new PageDocument(Page);
        Assert.Contains("run, 4 epochs", page.Words, StringComparison.Ordinal);
        Assert.Contains("RSG generates from epoch 3", page.Words, StringComparison.Ordinal);
        Assert.Contains("3 classes, 5 to 500 training samples", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_metrics_the_model_of_the_manifest_has_its_name_without_the_namespace()
    {
        RunFolders.WriteCheckpoint(folder["run"], 4);
        folder.Write("run/manifest.json", """{"settings":{"model":"Company.Product.Net"}}""");

        Report.Write(folder["run"], Page);

        Assert.Contains("Net, 4 epochs", new PageDocument(Page).Tags("li").Select(chip => chip.Value));
    }

    [Fact]
    public void A_folder_in_the_place_of_the_metrics_is_said()
    {
        RunFolders.WriteCheckpoint(folder["run"], 4);
        Directory.CreateDirectory(Metrics(folder["run"]));

        Assert.Contains("metrics.jsonl is a folder.", Report.Write(folder["run"], Page));
    }

    [Fact]
    public void Epochs_that_nothing_tells_of_are_named()
    {
        string run = RunFolders.Write(folder["run"]);
        File.WriteAllLines(Metrics(run), File.ReadAllLines(Metrics(run)).Where((_, line) => line is not (3 or 4))); // epoch 1 and its evaluation

        IReadOnlyList<string> notes = Report.Write(run, Page);

        Assert.Equal(["Epoch 2: missing. Neither metrics.jsonl nor a checkpoint tells of it."], notes);
        Assert.Equal(notes, Lost());
    }

    [Theory]
    [InlineData(new[] { 0 }, "Epoch 1")]
    [InlineData(new[] { 2, 3 }, "Epochs 3 to 4")]
    [InlineData(new[] { 9, 0, 3, 4, 5 }, "Epochs 1, 4 to 6 and 10")]
    public void Epochs_are_named_in_ranges(int[] epochs, string expected) => Assert.Equal(expected, RecordedRun.Ranges(epochs));

    [Fact]
    public void A_file_that_was_put_aside_is_said_ever_after()
    {
        string run = RunFolders.Write(folder["run"], epochs: 3);
        RunFolders.WriteCheckpoint(run, 3);
        File.WriteAllText(Metrics(run), "x" + File.ReadAllText(Metrics(run)));
        using (var observer = new JsonLinesObserver(Metrics(run)))
        {
            observer.OnTrainingStarted(new TrainingStart("Net", 4, 100, 2) { FirstEpoch = 3 });
            observer.OnEpoch(RunFolders.Epoch(3));
            observer.OnEvaluated(new EpochEvaluation(3, null, RunFolders.Evaluation()));
        }

        Assert.Equal(
            ["When the training went on, metrics.jsonl had 1 line that could not be understood; as it was, it is kept as metrics.jsonl.damaged."], Report.Write(run, Page));
        Assert.Equal("62.5 %", new PageDocument(Page).Metric("accuracy").Value);
    }

    [Fact]
    public void A_folder_that_is_no_run_is_left_out_of_a_comparison_and_said()
    {
        string rubbish = folder["rubbish"];
        folder.Write("rubbish/metrics.jsonl", "no metrics\n");

        IReadOnlyList<string> notes = Report.Write([folder["nowhere"], RunFolders.Write(folder["a"]), rubbish, RunFolders.Write(folder["b"], right: 7)], Page);

        Assert.Equal(2, notes.Count);
        Assert.StartsWith($"'{folder["nowhere"]}' is left out: ", notes[0], StringComparison.Ordinal);
        Assert.StartsWith($"'{rubbish}' is left out: ", notes[1], StringComparison.Ordinal);
        Assert.Equal(notes, Lost());
        var page = new PageDocument(Page);
        Assert.Equal(("62.5 %", "50.0 %"), (page.Metric("accuracy", run: 0).Value, page.Metric("accuracy", run: 1).Value));
    }

    [Fact]
    public void Where_no_folder_is_a_run_nothing_is_written()
    {
        folder.Write("rubbish/metrics.jsonl", "no metrics\n");

        var error = Assert.Throws<InvalidDataException>(() => Report.Write([folder["nowhere"], folder["rubbish"]], Page));

        Assert.Contains(folder["nowhere"], error.Message, StringComparison.Ordinal);
        Assert.Contains(folder["rubbish"], error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Page));
    }

    [Fact]
    public void What_killed_reports_have_left_goes_and_what_another_writes_now_stays()
    {
        string run = RunFolders.Write(folder["run"]);
        string page = folder.Write($"out/report.html.{Guid.NewGuid():N}.tmp", "half");
        string chart = folder.Write($"out/report.losses.png.{Guid.NewGuid():N}.tmp", "half");
        string mine = folder.Write("out/report.html.old.tmp", "mine");
        string open = folder[$"out/report.html.{Guid.NewGuid():N}.tmp"];
        using (new FileStream(open, FileMode.CreateNew, FileAccess.Write))
        {
            Report.Write(run, Page);
            Assert.True(File.Exists(open));
        }

        Assert.Equal((false, false, true), (File.Exists(page), File.Exists(chart), File.Exists(mine)));
    }

    private static string Metrics(string run) => Path.Combine(run, ReportedRun.MetricsFileName);

    /// <summary>What the page says is lost.</summary>
    private string[] Lost() => [.. new PageDocument(Page).Tags("section").Where(section => (string?)section.Attribute("class") == "lost").SelectMany(section => section.Descendants()).Where(element => element.Name.LocalName == "li").Select(item => item.Value)];
}
