using System.Globalization;
using System.Xml.Linq;
using Rsg.Balancing;
using Rsg.Evaluation;
using Rsg.Training;
using Rsg.Watching;
using SkiaSharp;

namespace Rsg.Reporting.Tests.Pages;

public sealed class ReportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Page => folder["out/report.html"];

    public void Dispose() => folder.Dispose();

    // The shares by hand: 10 of 16 samples; classes 9/10, 1/4, 0/2; precisions 9/14, 1/2, none.
    [Theory]
    [InlineData("accuracy", 0.625, "62.5 %")]
    [InlineData("macroAccuracy", (0.9 + 0.25) / 3, "38.3 %")]
    [InlineData("many", 0.9, "90.0 %")]
    [InlineData("medium", 0.25, "25.0 %")]
    [InlineData("few", 0.0, "0.0 %")]
    [InlineData("macroPrecision", ((9.0 / 14) + 0.5) / 3, "38.1 %")]
    [InlineData("worstClassAccuracy", 0.0, "0.0 %")]
    public void The_numbers_are_those_of_the_last_evaluation(string key, double expected, string text)
    {
        Report.Write(RunFolders.Write(folder["run"]), Page);

        XElement cell = new PageDocument(Page).Metric(key);
        Assert.Equal(expected, double.Parse(cell.Attribute("data-value")!.Value, CultureInfo.InvariantCulture), 12);
        Assert.Equal(text, cell.Value);
    }

    /// <summary>After the third epoch 5 of 10 cats were right, so 6 of 16 images; after the last 9, so 10 of 16.</summary>
    [Fact]
    public void The_epoch_that_was_kept_leads_and_the_last_one_stands_beside_it()
    {
        string run = RunFolders.Write(folder["run"]);
        File.WriteAllText(Path.Combine(run, "result.json"), "{ \"selection\": \"chosen by hand\", \"best\": { \"epoch\": 2 } }");

        ReportedRun reported = ReportedRun.Read(run);
        Assert.Equal((2, "chosen by hand: epoch 3"), (reported.BestEpoch, reported.Selection));
        Report.Write(run, Page);

        var page = new PageDocument(Page);
        Assert.Equal(["37.5 %", "62.5 %"], page.Metrics("accuracy").Select(cell => cell.Value));
        Assert.Equal(["Metric", "Test set, best epoch", "Test set, last epoch"], page.Tags("table").First().Descendants("th").Take(3).Select(cell => cell.Value));
        Assert.Equal("37.5%", page.Tags("div").First(box => (string?)box.Attribute("class") == "lead").Element("b")!.Value);
        Assert.Contains("that after epoch 3", page.Tags("p").First(text => (string?)text.Attribute("class") == "note").Value, StringComparison.Ordinal);
        Assert.Equal("50.0 %", page.Tags("tr").First(row => (string?)row.Attribute("data-class") == "0").Elements().ElementAt(3).Value);
        Assert.Equal("Net: run", page.Tags("h1").Single().Value);
    }

    [Theory]
    [InlineData("{", "result.json cannot be read: ")]
    [InlineData("[]", "result.json cannot be read: ")]
    [InlineData("{ \"best\": { \"epoch\": 0.5 }, \"selection\": \"x\" }", "result.json cannot be read: ")]
    [InlineData("{ \"best\": { \"epoch\": 77 }, \"selection\": \"x\" }", null)]
    [InlineData("{ \"best\": null }", null)]
    public void A_result_that_names_no_epoch_of_the_run_leaves_the_last_one(string result, string? note)
    {
        string run = RunFolders.Write(folder["run"]);
        File.WriteAllText(Path.Combine(run, "result.json"), result);

        ReportedRun reported = ReportedRun.Read(run);
        Assert.Null(reported.BestEpoch);
        Assert.Equal(note is null ? 0 : 1, reported.Notes.Count(text => text.StartsWith(note ?? "", StringComparison.Ordinal)));
        Report.Write(run, Page);
        Assert.Equal("62.5 %", new PageDocument(Page).Metric("accuracy").Value);
    }

    [Fact]
    public void Classes_are_sorted_by_their_training_samples_with_their_own_numbers()
    {
        Report.Write(RunFolders.Write(folder["run"]), Page);

        string[][] rows = [.. new PageDocument(Page).Tags("tr").Where(row => row.Attribute("data-class") is not null).Select(row => row.Elements().Select(cell => cell.Value).ToArray())];
        Assert.Equal(["cat", "500", "10", "90.0 %", "64.3 %", "75.0 %"], rows[0]);
        Assert.Equal(["dog", "50", "4", "25.0 %", "50.0 %", "33.3 %"], rows[1]);
        Assert.Equal(["axolotl", "5", "2", "0.0 %", "–", "0.0 %"], rows[2]);
    }

    [Fact]
    public void The_confusion_matrix_has_every_share_and_the_confusions_are_sorted()
    {
        Report.Write(RunFolders.Write(folder["run"]), Page);

        var page = new PageDocument(Page);
        XElement matrix = page.Tags("table").Single(table => (string?)table.Attribute("class") == "matrix");
        Assert.Equal(["90", "10", "", "75", "25", "", "100", "", ""], matrix.Descendants("td").Select(cell => cell.Value));
        Assert.Equal("cat taken for dog: 1 of 10", matrix.Descendants("td").ElementAt(1).Attribute("title")!.Value);
        Assert.Equal(["dog → cat", "axolotl → cat", "cat → dog"], page.Tags("td").Where(cell => (string?)cell.Attribute("class") == "name").Select(cell => cell.Value));
    }

    [Fact]
    public void Curves_end_at_the_last_value_and_phase_2_is_marked()
    {
        Report.Write(RunFolders.Write(folder["run"]), Page);

        var page = new PageDocument(Page);
        string[] charts = [.. page.Tags("svg").Select(chart => chart.Attribute("aria-label")!.Value)];
        Assert.Contains("Accuracy by epoch. run, test: 62.5 % after epoch 4.", charts);
        Assert.Contains("Loss (minimised) by epoch. run: 2 after epoch 4.", charts);
        Assert.Contains("Maximized vector (MV) by epoch. run: 0.25 after epoch 4.", charts);
        Assert.Contains("Accuracy by group. run: all samples 62.5 %, many-shot 90.0 %, medium-shot 25.0 %, few-shot 0.0 %.", charts);

        // Between the second and the third of four epochs: the middle of the axis, which goes from 52 to 346.
        XElement loss = page.Tags("svg").Single(chart => chart.Attribute("aria-label")!.Value.StartsWith("Loss", StringComparison.Ordinal));
        XElement mark = loss.Elements().Single(line => line.Name.LocalName == "line" && line.Attribute("style")!.Value.Contains("dasharray", StringComparison.Ordinal));
        Assert.Equal("199", mark.Attribute("x1")!.Value);

        // 5, 4, 3, 2 on an axis from 0 to 5 (or 6): each step down is as long as the one before.
        double[] heights = [.. loss.Elements().Single(line => line.Name.LocalName == "polyline").Attribute("points")!.Value.Split(' ').Select(point => double.Parse(point.Split(',')[1], CultureInfo.InvariantCulture))];
        Assert.Equal(heights[1] - heights[0], heights[3] - heights[2], 1);
        Assert.True(heights[0] < heights[3]);
    }

    [Fact]
    public void Bars_are_as_high_as_their_shares()
    {
        Report.Write(RunFolders.Write(folder["run"]), Page);

        XElement chart = new PageDocument(Page).Tags("svg").Single(chart => chart.Attribute("aria-label")!.Value.StartsWith("Accuracy by group", StringComparison.Ordinal));
        double[] heights = [.. chart.Elements().Where(bar => bar.Name.LocalName == "rect").Select(bar => double.Parse(bar.Attribute("height")!.Value, CultureInfo.InvariantCulture))];
        Assert.Equal(4, heights.Length);
        Assert.Equal([0.625 / 0.9, 1, 0.25 / 0.9, 0], heights.Select(height => height / heights[1]), (one, other) => Math.Abs(one - other) < 1e-3);
    }

    [Fact]
    public void Several_runs_stand_side_by_side_with_the_best_of_each_row_marked()
    {
        Report.Write([RunFolders.Write(folder["a"], right: 7), RunFolders.Write(folder["b"], right: 10)], Page);

        var page = new PageDocument(Page);
        Assert.Equal(("50.0 %", null), (page.Metric("accuracy").Value, (string?)page.Metric("accuracy").Attribute("class")));
        Assert.Equal(("68.8 %", "best"), (page.Metric("accuracy", run: 1).Value, (string?)page.Metric("accuracy", run: 1).Attribute("class")));
        Assert.Null(page.Metric("medium").Attribute("class")); // both have it
        Assert.Null(page.Metric("medium", run: 1).Attribute("class"));
        Assert.Equal(["cat 100.0 %"], page.Tags("td").Where(cell => (string?)cell.Attribute("class") == "best" && cell.Parent!.Attribute("data-class") is not null).Select(cell => $"{cell.Parent!.Element("th")!.Value} {cell.Value}"));
        Assert.Contains("Accuracy by epoch. a, test: 50.0 % after epoch 4; b, test: 68.8 % after epoch 4.", page.Tags("svg").Select(chart => chart.Attribute("aria-label")!.Value));
    }

    [Fact]
    public void Runs_that_were_not_evaluated_after_the_same_epoch_are_said_to_be()
    {
        Report.Write([RunFolders.Write(folder["a"], epochs: 2), RunFolders.Write(folder["b"])], Page);

        string words = new PageDocument(Page).Words;
        Assert.Contains("The runs were not evaluated after the same epoch.", words, StringComparison.Ordinal);
        Assert.Contains("a: Net, not finished: 2 of 4 epochs · RSG would generate from epoch 3", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_of_one_name_stay_apart_and_more_runs_than_colours_too()
    {
        string[] folders = [.. Enumerable.Range(0, 8).Select(run => RunFolders.Write(folder[$"{run}/run"]))];
        Report.Write(folders, Page);

        string words = new PageDocument(Page).Words;
        Assert.Contains("run (2)", words, StringComparison.Ordinal);
        Assert.Contains("run (8)", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_of_other_classes_are_compared_by_metrics_and_not_by_class()
    {
        RunFolders.Write(folder["a"]);
        var confusion = new ConfusionMatrix(2);
        confusion.Add(0, 0);
        using (var observer = new JsonLinesObserver(folder["b/metrics.jsonl"]))
        {
            observer.OnTrainingStarted(new TrainingStart("Other", 1, 1, null));
            observer.OnEpoch(RunFolders.Epoch(0, 1));
            observer.OnEvaluated(new EpochEvaluation(0, null, new EvaluationResult(confusion, new ClassCounts([5, 5]))));
        }

        Report.Write([folder["a"], folder["b"]], Page);

        var page = new PageDocument(Page);
        Assert.Equal("100.0 %", page.Metric("accuracy", run: 1).Value);
        Assert.Contains("Of runs with other training samples no classes are shown: b.", page.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("' onmouseover='alert(1)")]
    [InlineData("]]></style><b>")]
    [InlineData("&amp;&#0;\u0000\u0007\u001b[2J")]
    [InlineData("\u202egnp.exe\u2028\ud800\uffff")]
    [InlineData("url(https://example.org/x.png)")]
    public void No_text_from_outside_becomes_markup(string hostile)
    {
        string run = RunFolders.Write(folder["run"], classNames: [hostile, "dog", hostile]);
        File.WriteAllText(Path.Combine(run, "manifest.json"), System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, object> { [hostile] = hostile, ["list"] = new[] { hostile } }));
        Report.Write(run, Page, new ReportOptions { Title = hostile, Mistakes = [new Mistake(0, 2, 0.5, [1, 2, 3])] });

        var page = new PageDocument(Page);
        Assert.Empty(page.Tags("script"));
        Assert.DoesNotContain(page.Tags("b"), bold => bold.Parent!.Name.LocalName is "style" or "head");
        Assert.DoesNotContain(page.All.Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(Shown(hostile), page.Tags("h1").Single().Value);
        Assert.Equal(Shown(hostile), page.Tags("tr").First(row => row.Attribute("data-class") is not null).Elements().First().Value);
        AssertSelfContained(page);
        Assert.DoesNotContain(page.Text, character => character is < ' ' and not '\n' or '\u202e');
    }

    [Fact]
    public void The_page_needs_nothing_else()
    {
        Report.Write(RunFolders.Write(folder["run"]), Page, new ReportOptions { Mistakes = [new Mistake(0, 1, 0.97, [1, 2, 3])] });

        var page = new PageDocument(Page);
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Tags("script"));
        Assert.Empty(page.Tags("link"));
        AssertSelfContained(page);
        Assert.All(page.Tags("img"), image => Assert.NotEqual("", image.Attribute("alt")!.Value));
        Assert.All(page.Tags("svg"), chart => Assert.Equal("img", chart.Attribute("role")!.Value));
    }

    [Fact]
    public void A_run_that_was_killed_is_reported_up_to_there()
    {
        string run = RunFolders.Write(folder["run"], epochs: 2);
        File.AppendAllText(Path.Combine(run, "metrics.jsonl"), "{\"event\":\"epoch\",\"ti\n{\"event");
        Report.Write(run, Page);

        string words = new PageDocument(Page).Words;
        Assert.Contains("Net, not finished: 2 of 4 epochs", words, StringComparison.Ordinal);
        Assert.Contains("RSG would generate from epoch 3", words, StringComparison.Ordinal);
        Assert.Contains("1 line of metrics.jsonl could not be understood and was left out.", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_run_of_hardly_anything_is_reported(int epochs)
    {
        Report.Write(RunFolders.Write(folder["run"], epochs, generateFromEpoch: 0), Page);

        string words = new PageDocument(Page).Words;
        Assert.Equal(epochs == 0, words.Contains("No epoch was done", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_without_evaluations_has_its_losses()
    {
        using (var observer = new JsonLinesObserver(folder["run/metrics.jsonl"]))
        {
            observer.OnTrainingStarted(new TrainingStart("Net", 4, 100, null));
            observer.OnEpoch(RunFolders.Epoch(0));
        }

        Report.Write(folder["run"], Page);

        Assert.Contains("Loss (minimised) by epoch. run: 5 after epoch 1.", new PageDocument(Page).Tags("svg").Select(chart => chart.Attribute("aria-label")!.Value));
        Assert.False(File.Exists(folder["out/report.classes.png"]));
    }

    [Fact]
    public void The_manifest_is_shown_whatever_it_holds_and_differences_are_marked()
    {
        RunFolders.Write(folder["a"]);
        RunFolders.Write(folder["b"]);
        folder.Write("a/manifest.json", """{"seed":1,"versions":{"TorchSharp":"0.107.0"},"parts":[{"x":true},{"x":null}],"sizes":[3,32,32]}""");
        folder.Write("b/manifest.json", """{"seed":2,"versions":{"TorchSharp":"0.107.0"}}""");
        Report.Write([folder["a"], folder["b"]], Page);

        Dictionary<string, string[]> rows = new PageDocument(Page).Tags("tr")
            .Where(row => row.Elements("td").Any(cell => cell.Attribute("class")?.Value.StartsWith("value", StringComparison.Ordinal) == true))
            .ToDictionary(row => row.Element("th")!.Value, row => row.Elements("td").Select(cell => $"{cell.Attribute("class")!.Value}: {cell.Value}").ToArray());
        Assert.Equal(["value differs: 1", "value differs: 2"], rows["seed"]);
        Assert.Equal(["value: 0.107.0", "value: 0.107.0"], rows["versions.TorchSharp"]);
        Assert.Equal(["value differs: True", "value differs: –"], rows["parts[0].x"]);
        Assert.Equal(["value differs: none", "value differs: –"], rows["parts[1].x"]);
        Assert.Equal(["value differs: 3, 32, 32", "value differs: –"], rows["sizes"]);

        // What is the same lies folded behind what is not.
        Assert.Equal(["versions.TorchSharp"], new PageDocument(Page).Tags("details").Single(fold => fold.Element("summary")!.Value == "What is the same").Descendants().Where(element => (string?)element.Attribute("scope") == "row").Select(head => head.Value));
    }

    [Theory]
    [InlineData(null, "There is no manifest.json.")]
    [InlineData("{", "manifest.json cannot be read:")]
    public void A_manifest_that_is_not_there_or_damaged_is_said(string? content, string expected)
    {
        RunFolders.Write(folder["run"]);
        if (content is not null)
        {
            folder.Write("run/manifest.json", content);
        }

        Report.Write(folder["run"], Page);

        Assert.Contains(expected, new PageDocument(Page).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(25, true)]
    [InlineData(26, false)]
    [InlineData(1000, false)]
    public void The_confusion_matrix_is_a_table_of_few_and_an_image_of_many_classes(int classes, bool isTable)
    {
        var confusion = new ConfusionMatrix(classes);
        for (int label = 0; label < classes; label++)
        {
            confusion.Add(label, label, 3);
            confusion.Add(label, (label + 1) % classes, 1);
        }

        using (var observer = new JsonLinesObserver(folder["run/metrics.jsonl"]))
        {
            observer.OnTrainingStarted(new TrainingStart("Net", 1, 1, null));
            observer.OnEpoch(RunFolders.Epoch(0, 1));
            observer.OnEvaluated(new EpochEvaluation(0, null, new EvaluationResult(confusion, ClassCounts.LongTailed(classes, 500, 100))));
        }

        Report.Write(folder["run"], Page);

        var page = new PageDocument(Page);
        Assert.Equal(isTable, page.Tags("table").Any(table => (string?)table.Attribute("class") == "matrix"));
        Assert.Equal(isTable ? 0 : 1, page.Tags("img").Count());
        Assert.InRange(page.Text.Length, 0, 1_500_000);
    }

    [Fact]
    public void Of_many_classes_a_table_says_where_the_samples_of_each_group_go()
    {
        // 10 classes of each group. Of the 4 samples of a class, many: all right; medium: 3 right, 1 another medium one; few: 1 right, 2 many, 1 medium.
        var confusion = new ConfusionMatrix(30);
        for (int place = 0; place < 10; place++)
        {
            confusion.Add(place, place, 4);
            confusion.Add(10 + place, 10 + place, 3);
            confusion.Add(10 + place, 10 + ((place + 1) % 10), 1);
            confusion.Add(20 + place, 20 + place, 1);
            confusion.Add(20 + place, place, 2);
            confusion.Add(20 + place, 10 + place, 1);
        }

        using (var observer = new JsonLinesObserver(folder["run/metrics.jsonl"]))
        {
            observer.OnTrainingStarted(new TrainingStart("Net", 1, 1, null));
            observer.OnEpoch(RunFolders.Epoch(0, 1));
            observer.OnEvaluated(new EpochEvaluation(0, null, new EvaluationResult(confusion, new ClassCounts(Enumerable.Range(0, 30).Select(label => label < 10 ? 500 : label < 20 ? 50 : 5)))));
        }

        Report.Write(folder["run"], Page);

        Dictionary<string, string[]> rows = new PageDocument(Page).Tags("tr").Where(row => row.Element("th")?.Value.EndsWith("-shot", StringComparison.Ordinal) == true)
            .ToDictionary(row => row.Element("th")!.Value, row => row.Elements("td").Select(cell => cell.Value).ToArray());
        Assert.Equal(["100.0 %", "0.0 %", "0.0 %", "0.0 %"], rows["many-shot"]);
        Assert.Equal(["75.0 %", "0.0 %", "25.0 %", "0.0 %"], rows["medium-shot"]);
        Assert.Equal(["25.0 %", "50.0 %", "25.0 %", "0.0 %"], rows["few-shot"]);
    }

    [Fact]
    public void Where_all_runs_are_equal_none_is_marked()
    {
        Report.Write([RunFolders.Write(folder["a"]), RunFolders.Write(folder["b"])], Page);

        Assert.DoesNotContain(new PageDocument(Page).Tags("td"), cell => (string?)cell.Attribute("class") == "best");
    }

    [Fact]
    public void Mistakes_are_shown_with_their_images_and_names()
    {
        byte[] png = [137, 80, 78, 71];
        Report.Write(RunFolders.Write(folder["run"]), Page, new ReportOptions { Mistakes = [new Mistake(2, 0, 0.971, png)] });

        var page = new PageDocument(Page);
        XElement image = page.Tags("img").Single();
        Assert.Equal("data:image/png;base64,iVBORw==", image.Attribute("src")!.Value);
        Assert.Equal("An image of class axolotl, taken for cat", image.Attribute("alt")!.Value);
        Assert.Equal("axolotl taken for cat, 97.1 %", page.Tags("figcaption").Single().Value);
    }

    [Fact]
    public void Charts_lie_beside_the_page_as_images()
    {
        Report.Write(RunFolders.Write(folder["run"]), Page);

        Assert.Equal(
            ["report.accuracy.png", "report.classes.png", "report.groups.png", "report.html", "report.losses.png", "report.training.png"],
            Directory.EnumerateFiles(folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        using SKBitmap groups = SKBitmap.Decode(folder["out/report.groups.png"]);
        Assert.True(groups.Pixels.Count(pixel => pixel.Blue > pixel.Red + 100) > 10_000, "The bars are not in the picture.");
    }

    [Fact]
    public void A_result_is_reported_without_files()
    {
        RunEpoch[] history = [.. Enumerable.Range(0, 3).Select(epoch => new RunEpoch(RunFolders.Epoch(epoch, 3), RunFolders.Evaluation(4 + epoch).Metrics, RunFolders.Evaluation(5 + epoch).Metrics))];
        var result = new TrainingRunResult(
            history,
            new EpochEvaluation(2, RunFolders.Evaluation(6), RunFolders.Evaluation(7)),
            new EpochEvaluation(1, RunFolders.Evaluation(5), RunFolders.Evaluation(6)),
            Split.Validation,
            SelectionMetric.Accuracy);
        Report.Write([ReportedRun.Of(result, "from memory", RunFolders.ClassNames)], Page);

        var page = new PageDocument(Page);
        Assert.Equal([("2", "43.8 %"), ("3", "50.0 %")], page.Metrics("accuracy").Select(cell => (cell.Attribute("data-epoch")!.Value, cell.Value)));
        Assert.Equal(["37.5 %", "43.8 %"], page.Metrics("accuracy", split: "validation").Select(cell => cell.Value));
        Assert.Contains("best epoch chosen on the validation set by accuracy: epoch 2", page.Words, StringComparison.Ordinal);
        Assert.Contains("from memory, 3 epochs", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_is_said()
    {
        Assert.Throws<ArgumentException>(() => Report.Write(Array.Empty<string>(), Page));
        Assert.ThrowsAny<IOException>(() => Report.Write(folder["nowhere"], Page));
        folder.Write("other/metrics.jsonl", "no metrics\n");
        Assert.Throws<InvalidDataException>(() => Report.Write(folder["other"], Page));
        Assert.False(File.Exists(Page));
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
            Report.Write(RunFolders.Write(folder["run"]), Page);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Equal("62.5 %", new PageDocument(Page).Metric("accuracy").Value);
        Assert.DoesNotContain("~", File.ReadAllText(Page), StringComparison.Ordinal);
    }

    /// <summary>What the page shows of a text, by the page's own rule: whitespace is a space, and what cannot be shown is a replacement character.</summary>
    private static string Shown(string text) => string.Concat(text.EnumerateRunes().Select(rune =>
        rune.Value is < ' ' or 0xffff or 0x202e || rune == System.Text.Rune.ReplacementChar ? "\ufffd" : rune.ToString()));

    private static void AssertSelfContained(PageDocument page)
    {
        Assert.All(page.All.Attributes().Where(attribute => attribute.Name.LocalName is "src" or "href" or "srcset" or "data" or "action"), attribute => Assert.StartsWith("data:", attribute.Value, StringComparison.Ordinal));
        Assert.DoesNotContain("url(", page.Tags("style").Single().Value, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page.Tags("style").Single().Value, StringComparison.Ordinal);
        Assert.DoesNotContain(page.All.Attributes("style"), style => style.Value.Contains("url(", StringComparison.Ordinal));
    }
}
