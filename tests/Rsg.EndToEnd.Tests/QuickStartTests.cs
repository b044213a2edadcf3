using System.Text.RegularExpressions;

namespace Rsg.EndToEnd.Tests;

/// <summary>The example that a new user runs first, for one epoch.</summary>
[Trait("Category", "Long")]
public sealed partial class QuickStartTests
{
    [Fact]
    public void Compares_both_trainings_and_shows_the_generated_code()
    {
        var run = ExampleProgram.Run("QuickStart", "--epochs", "1").AssertSucceeded();

        Assert.Contains("without RSG", run.Output, StringComparison.Ordinal);
        Assert.Contains("with RSG", run.Output, StringComparison.Ordinal);
        var overall = OverallPattern().Match(run.Output);
        Assert.True(overall.Success, $"No row of the table says how both trainings did overall:\n{run.Output}");
        Assert.All([overall.Groups["without"], overall.Groups["with"]], percent => Assert.InRange(
            double.Parse(percent.Value, System.Globalization.CultureInfo.InvariantCulture), 0.0, 100.0));

        var generated = GeneratedPattern().Matches(run.Output).Select(match => match.Groups["path"].Value).ToList();
        Assert.All(generated, path => Assert.True(File.Exists(Repository.Locate("examples", "QuickStart", path)), $"{path} is said to be generated, but is not there."));
        Assert.All(
            ["PlainNet", "PlainNet.Trainer", "RsgNet", "RsgNet.Trainer"],
            file => Assert.Contains(generated, path => path.EndsWith($"QuickStart.{file}.g.cs", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"overall\W+(?<without>[\d.]+) %\W+(?<with>[\d.]+) %")]
    private static partial Regex OverallPattern();

    [GeneratedRegex(@"^  (?<path>\S+\.g\.cs)$", RegexOptions.Multiline)]
    private static partial Regex GeneratedPattern();
}
