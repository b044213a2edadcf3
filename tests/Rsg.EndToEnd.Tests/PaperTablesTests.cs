using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rsg.EndToEnd.Tests;

/// <summary>The tables of the paper: every variant for a few steps, and one row from a folder of images to its result.</summary>
[Trait("Category", "Long")]
public sealed partial class PaperTablesTests
{
    /// <summary>The cells of the paper's Tables 1, 2, 3, 5, 6, 7, 8 and 9 that are losses, networks and RSG, and 8 of the table that is ours.</summary>
    public static TheoryData<string, int> Variants => new()
    {
        { "1", 4 * 2 * 4 },
        { "1-small", 8 },
        { "2", 5 * 2 * 4 },
        { "3", 6 * 4 },
        { "5", 3 * 4 },
        { "6", 7 * 4 },
        { "7", 8 + 1 },
        { "8", 3 },
        { "9", 4 },
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public void Every_variant_of_a_table_takes_a_few_steps(string table, int variants)
    {
        var run = Run("--smoke", "--table", table).AssertSucceeded();

        Assert.Contains($"{variants} variants ran a few steps, 0 failed.", run.Output, StringComparison.Ordinal);
        var lines = LinePattern().Matches(run.Output);
        Assert.Equal(variants, lines.Count);
        Assert.All(lines, line => Assert.Equal(HasGenerator(table, line.Groups["name"].Value), line.Groups["generated"].Value != "0"));
    }

    [Fact]
    public void A_row_is_trained_on_a_folder_of_images_and_stands_beside_the_papers_number()
    {
        using var folder = new TemporaryImages(classes: 10, training: 60, test: 4);
        var results = Path.Combine(folder.Path, "results");

        var run = Run(
            "--table", "1", "--row", "LdamDrw With", "--ratio", "50", "--epochs", "5", "--seeds", "3", "--data", folder.Path, "--output", results).AssertSucceeded();

        Assert.Contains("17.20", run.Output, StringComparison.Ordinal);
        Assert.Contains("RSG generates from epoch 5 on", run.Output, StringComparison.Ordinal);
        var csv = File.ReadAllLines(Path.Combine(results, "table1-cifar10-longtailed-50.csv"));
        Assert.Equal("table,dataset,imbalance,ratio,row,metric,epochs,seeds,evaluated_on,mean_percent,deviation_percent,paper_percent", csv[0]);
        Assert.Matches("^1,Cifar10,LongTailed,50,LdamDrw With,error,5,3,test,[0-9.]+,,17.20$", Assert.Single(csv.Skip(1)));
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(results, "table1-cifar10-longtailed-50-LdamDrw-With.json")));
        Assert.Equal((5, 3), (json.RootElement.GetProperty("epochs").GetInt32(), Assert.Single(json.RootElement.GetProperty("seeds").EnumerateArray()).GetInt32()));
        Assert.Equal(folder.Path, json.RootElement.GetProperty("data").GetString());
    }

    [Fact]
    public void What_was_trained_before_a_failure_and_by_earlier_commands_stays_and_the_set_is_named()
    {
        // 60 images a class train; there is no test set.
        using var folder = new TemporaryImages(classes: 10, training: 60, test: 4);
        Directory.Move(Path.Combine(folder.Path, "test"), Path.Combine(folder.Path, "val"));
        var results = Path.Combine(folder.Path, "results");
        string[] common = ["--table", "1-small", "--epochs", "1", "--seeds", "3,4", "--data", folder.Path, "--output", results];

        var first = Run([.. common, "--row", "Erm Without"]).AssertSucceeded();
        Run([.. common, "--row", "Erm With", "--ratio", "10"]).AssertSucceeded();
        Run([.. common, "--row", "LdamDrw Without"]).AssertSucceeded();

        Assert.Contains("40 validation images", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("test images", first.Output, StringComparison.Ordinal);
        var rows = File.ReadAllLines(Path.Combine(results, "table1-small-cifar10-longtailed-50.csv"))[1..];
        Assert.Equal(["Erm Without", "LdamDrw Without"], rows.Select(row => row.Split(',')[4]));
        Assert.All(rows, row => Assert.Contains(",1,3 4,validation,", row, StringComparison.Ordinal));
        Assert.Single(File.ReadAllLines(Path.Combine(results, "table1-small-cifar10-longtailed-10.csv")).Skip(1));

        // A torn image: the run says which, and what was there stays.
        File.WriteAllBytes(Path.Combine(folder.Path, "train", "class3", "007.bmp"), [1, 2, 3]);
        var torn = Run([.. common, "--row", "Erm Without"]);
        Assert.Equal(1, torn.ExitCode);
        Assert.Contains("007.bmp", torn.Output, StringComparison.Ordinal);
        Assert.StartsWith("error: ", torn.Output.Split('\n').Single(line => line.Contains("007.bmp", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(rows, File.ReadAllLines(Path.Combine(results, "table1-small-cifar10-longtailed-50.csv"))[1..]);

        // A file of another program is not written over.
        File.WriteAllText(Path.Combine(results, "table1-small-cifar10-longtailed-50.csv"), "mine\n");
        Assert.Contains("move it away", Run([.. common, "--row", "Erm Without"]).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Say which table with --table")]
    [InlineData("--ratio is a number of at least 1.", "--table", "1", "--ratio", "0.5")]
    [InlineData("--ratio is a number of at least 1.", "--table", "1", "--ratio", "abc")]
    [InlineData("--epochs is a whole number of at least 1.", "--table", "1", "--epochs", "abc")]
    [InlineData("--seeds are different whole numbers, separated by commas.", "--table", "1", "--seeds", "0,0")]
    [InlineData("There is no row 'Ldam'. The rows are Erm Without, Erm With,", "--table", "1", "--row", "Erm With", "--row", "Ldam")]
    [InlineData("There is no folder 'nowhere' (--data).", "--table", "1", "--data", "nowhere")]
    [InlineData("say which weights with --pretrained FILE, or insist with --from-scratch.", "--table", "8")]
    [InlineData("There is no file 'resnet152.safetensors' (--pretrained).", "--table", "8", "--pretrained", "resnet152.safetensors")]
    [InlineData("These images are not downloaded; say where they are with --data FOLDER.", "--table", "8", "--from-scratch")]
    [InlineData("These images are not downloaded; say where they are with --data FOLDER.", "--table", "9")]
    public void A_mistake_on_the_command_line_is_said(string message, params string[] arguments)
    {
        var run = Run(arguments);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(message, run.Output, StringComparison.Ordinal);
    }

    private static bool HasGenerator(string table, string name)
        => table is "3" or "5" || name.EndsWith("With", StringComparison.Ordinal) || name.EndsWith("Rsg", StringComparison.Ordinal);

    private static Command Run(params string[] arguments) => ExampleProgram.Run("PaperTables", arguments);

    [GeneratedRegex(@"^(?<name>\w+): loss (?<loss>\S+), (?<generated>\d+) generated", RegexOptions.Multiline)]
    private static partial Regex LinePattern();
}
