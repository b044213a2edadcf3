using System.Text;
using System.Text.Json;
using Rsg.Evaluation;

namespace Rsg.Runtime.Tests.Evaluation;

public sealed class EvaluationOutputTests
{
    private static readonly EvaluationResult Result =
        Matrices.Result([[1200, 200, 0, 0], [1, 3, 0, 0], [0, 0, 0, 0], [0, 0, 1, 0]], [5000, 101, 20, 10]);

    [Fact]
    public void The_table_shows_metrics_and_classes_in_columns()
    {
        string table = Result.ToTable(["cat", "dog, large", "owl", "a\u001b[2Jb"]);

        Assert.Equal(
            """
            1,405 samples of 4 classes; in %
            top-1 85.6, top-5 -
            many-shot (over 100 training samples) 80.4 (2 classes), medium-shot -, few-shot (under 20) 0.0 (1 class)
            mean of the classes: accuracy 53.6 (harmonic 0.0, geometric 0.0), precision 33.8, F1 31.7
            worst class: a?[2Jb 0.0
            -------------------------------------------------------------------
            Class       Shots   Training  Samples  Accuracy %  Precision %  F1 %
            -------------------------------------------------------------------
            cat         many       5,000    1,400        85.7         99.9  92.3
            dog, large  many         101        4        75.0          1.5   2.9
            owl         medium        20        0           -          0.0     -
            a?[2Jb      few           10        1         0.0            -   0.0
            -------------------------------------------------------------------

            """.Replace("-------------------------------------------------------------------", new string('-', 68), StringComparison.Ordinal),
            table);
    }

    [Fact]
    public void Of_many_classes_the_worst_are_shown_and_the_others_folded()
    {
        string[] lines = Result.ToTable(maximumClasses: 2).Split('\n');

        Assert.Equal(["3", "1"], lines[8..10].Select(line => line.Split(' ')[0]));

        // Of the others, classes 0 and 2: 5020 training samples; only class 0 has evaluated ones.
        Assert.Equal("2 others, mean 5,020 1,400 85.7 99.9 92.3", string.Join(' ', lines[10].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains("4 classes, mean", Result.ToTable(maximumClasses: 0), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("maximumClasses", () => Result.ToTable(maximumClasses: -1));
    }

    [Fact]
    public void Long_names_are_cut()
    {
        string table = Result.ToTable([new string('x', 1000), "b", "c", "d"]);

        Assert.Contains(new string('x', 45) + "... ", table, StringComparison.Ordinal);
        Assert.All(table.Split('\n')[5..], line => Assert.InRange(line.Length, 0, 120));
    }

    [Fact]
    public void Json_holds_every_number_under_its_key()
    {
        using JsonDocument document = JsonDocument.Parse(Result.ToJson(["cat", "\"dog\"", "owl", "</script>"]));
        JsonElement root = document.RootElement;

        Assert.Equal(
            [
                "classes", "samples", "skippedImages", "accuracy", "topFiveAccuracy", "macroAccuracy", "macroPrecision", "macroF1", "harmonicMean", "geometricMean",
                "many", "medium", "few", "worstClassAccuracy", "worstClass", "manyAbove", "fewBelow", "perClass", "confusion",
            ],
            root.EnumerateObject().Select(member => member.Name));
        Assert.Equal(1203.0 / 1405, root.GetProperty("accuracy").GetDouble());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("medium").ValueKind);
        Assert.Equal((100, 20), (root.GetProperty("manyAbove").GetInt32(), root.GetProperty("fewBelow").GetInt32()));

        JsonElement dog = root.GetProperty("perClass")[1];
        Assert.Equal(("\"dog\"", "many", 101, 4, 3, 203), (
            dog.GetProperty("name").GetString(),
            dog.GetProperty("group").GetString(),
            dog.GetProperty("trainingSamples").GetInt32(),
            dog.GetProperty("samples").GetInt32(),
            dog.GetProperty("correct").GetInt32(),
            dog.GetProperty("predicted").GetInt32()));
        Assert.Equal(JsonValueKind.Null, root.GetProperty("perClass")[3].GetProperty("precision").ValueKind);
        Assert.Equal(
            [(0, 0, 1200), (0, 1, 200), (1, 0, 1), (1, 1, 3), (3, 2, 1)],
            root.GetProperty("confusion").EnumerateArray().Select(cell => (
                cell.GetProperty("class").GetInt32(), cell.GetProperty("prediction").GetInt32(), cell.GetProperty("samples").GetInt32())));
    }

    [Fact]
    public void Names_that_separate_fields_or_calculate_are_made_harmless_in_csv()
    {
        string csv = Result.ToCsv(["a,b", "say \"hi\"", "=HYPERLINK(\"x\")", " @sum"]);

        Assert.Equal(
            """"
            class,name,group,trainingSamples,samples,correct,predicted,accuracy,precision,f1,skippedImages
            0,"a,b",many,5000,1400,1200,1201,0.8571428571428571,0.9991673605328892,0.922722029988466,0
            1,"say ""hi""",many,101,4,3,203,0.75,0.014778325123152709,0.028985507246376812,0
            2,"'=HYPERLINK(""x"")",medium,20,0,0,1,,0,,0
            3,' @sum,few,10,1,0,0,0,,0,0

            """",
            csv);
    }

    [Fact]
    public void Files_are_replaced_as_a_whole()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["r.csv"], "old");
        Result.WriteCsv(folder["r.csv"]);
        Result.WriteJson(folder["r.json"]);

        Assert.Equal(Encoding.UTF8.GetBytes(Result.ToCsv()), File.ReadAllBytes(folder["r.csv"]));
        Assert.Equal(Encoding.UTF8.GetBytes(Result.ToJson()), File.ReadAllBytes(folder["r.json"]));
        Assert.Equal(2, Directory.GetFiles(folder.Root).Length);
    }

    [Fact]
    public void Another_number_of_names_than_classes_is_refused()
    {
        string[] names = ["a", "b"];

        Assert.Contains(
            "4 classes, and 2 names", Assert.Throws<ArgumentException>("classNames", () => Result.ToTable(names)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("classNames", () => Result.ToJson(names));
        Assert.Throws<ArgumentException>("classNames", () => Result.ToCsv(names));

        // A set of images whose names are not known has an empty list of them.
        Assert.Equal(Result.ToTable(), Result.ToTable([]));
        Assert.Equal(Result.ToJson(), Result.ToJson([]));
        Assert.Equal(Result.ToCsv(), Result.ToCsv([]));
    }
}
