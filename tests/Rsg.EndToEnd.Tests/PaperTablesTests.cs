using System.Text.RegularExpressions;

namespace Rsg.EndToEnd.Tests;

/// <summary>The tables of the paper: every variant for a few steps, and one row from a folder of images to its result.</summary>
[Trait("Category", "Long")]
[Collection(OneBuildAtATime.Name)]
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
        var csv = File.ReadAllLines(Path.Combine(results, "table1.csv"));
        Assert.Equal("table,column,epochs,row,metric,seeds,mean_percent,deviation_percent,paper_percent", csv[0]);
        Assert.Matches("^1,\"Cifar10, long-tailed, ratio 50\",5,LdamDrw With,error,1,[0-9.]+,,17.20$", Assert.Single(csv.Skip(1)));
        Assert.True(File.Exists(Path.Combine(results, "table1-LdamDrw-With.json")));
    }

    [Theory]
    [InlineData("Say which table with --table")]
    [InlineData("--ratio is a number of at least 1.", "--table", "1", "--ratio", "0.5")]
    [InlineData("--ratio is a number of at least 1.", "--table", "1", "--ratio", "abc")]
    [InlineData("--epochs is a whole number of at least 1.", "--table", "1", "--epochs", "abc")]
    [InlineData("--seeds are different whole numbers, separated by commas.", "--table", "1", "--seeds", "0,0")]
    [InlineData("Table 1 has no such row. Its rows are Erm Without, Erm With,", "--table", "1", "--row", "Ldam")]
    [InlineData("These images are not downloaded; say where they are with --data FOLDER.", "--table", "9")]
    public void A_mistake_on_the_command_line_is_said(string message, params string[] arguments)
    {
        var run = Run(arguments);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(message, run.Output, StringComparison.Ordinal);
    }

    private static bool HasGenerator(string table, string name)
        => table is "3" or "5" || name.EndsWith("With", StringComparison.Ordinal) || name.EndsWith("Rsg", StringComparison.Ordinal);

    private static Command Run(params string[] arguments) => Command.Dotnet(
        Repository.Locate("examples", "PaperTables"), ["run", "--no-build", "-c", Repository.Configuration, "--", .. arguments]);

    [GeneratedRegex(@"^(?<name>\w+): loss (?<loss>\S+), (?<generated>\d+) generated", RegexOptions.Multiline)]
    private static partial Regex LinePattern();
}
