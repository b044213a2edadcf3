using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace Rsg.EndToEnd.Tests;

/// <summary>
/// A generated model trains where reflection finds nothing: compiled ahead of time, to the last bit as under the JIT. Where no linker
/// for NativeAOT is found, the program is published fully trimmed instead, which takes away the same metadata.
/// </summary>
[Trait("Category", "Long")]
[Collection(OneBuildAtATime.Name)]
public sealed partial class NativeAotTests(NestedBuilds builds, ITestOutputHelper report)
{
    private const string Name = "AotConsumer";

    private static readonly string Project = Repository.Locate("tests", "Rsg.EndToEnd.Tests", Name);

    [Fact]
    public void A_model_trains_as_under_the_jit()
    {
        var isAheadOfTime = HasLinker();
        report.WriteLine(isAheadOfTime ? "Published with NativeAOT." : "No clang or gcc was found: published fully trimmed, not with NativeAOT.");

        // Before the publication: its files are links to those of the build, which a later build would change under it.
        Command.DotnetBuild(Project, "build", "-c", "Release", "--artifacts-path", builds.Artifacts).AssertSucceeded();
        var expected = Command.Dotnet(Project, Path.Combine(builds.Artifacts, "bin", Name, "release", Name + ".dll")).AssertSucceeded();

        var publish = Command.DotnetBuild(
            Project, "publish", "-c", "Release", $"-p:Publication={(isAheadOfTime ? "aot" : "trimmed")}", "--artifacts-path", builds.Artifacts).AssertSucceeded();
        AssertNoWarningOfOurs(publish.Output);
        var published = Directory.GetDirectories(Path.Combine(builds.Artifacts, "publish", Name)).Single();
        Assert.Equal(!isAheadOfTime, File.Exists(Path.Combine(published, Name + ".dll")));
        var actual = Command.Run(Path.Combine(published, Name), published).AssertSucceeded();

        report.WriteLine(actual.Output);
        Assert.Equal(expected.Output, actual.Output);
        AssertTrained(actual.Output);
    }

    private static void AssertTrained(string output)
    {
        // 24 images in batches of 12, 3 epochs, the last two in phase 2.
        var steps = StepPattern().Matches(output);
        Assert.Equal(6, steps.Count);
        Assert.All(steps.Take(2), step => Assert.Equal("0", step.Groups["generated"].Value));
        Assert.All(steps.Skip(2), step => Assert.NotEqual("0", step.Groups["generated"].Value));
        Assert.Equal(6, steps.Select(step => step.Value).Distinct().Count());

        // Stem 9 * 16 + 32; blocks 16-16, 16-32 and 32-64 of 9 a b + 9 b b + 4 b; a cosine classifier of 64 * 3.
        const int Parameters = 176 + (4608 + 64) + (4608 + 9216 + 128) + (18432 + 36864 + 256) + 192;
        Assert.Contains(FormattableString.Invariant($"\ndeclared parameters: {Parameters}\n"), output, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"\nparameters: {Parameters}\n"), output, StringComparison.Ordinal);

        // Stem 9 * 4 + 8; branches 4 * 4 + 4 and 9 * 4 * 4 + 4; blocks 9 * 8 * 8 + 16 each, the first with a projection of 8 * 8 + 16; a classifier of 8 * 3 + 3.
        const int Written = 44 + (16 + 4) + (144 + 4) + (576 + 16 + 64 + 16) + (576 + 16) + 27;
        Assert.Contains(FormattableString.Invariant($"\nwritten parameters: {Written}\n"), output, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"\nwritten summary: {Written}\n"), output, StringComparison.Ordinal);
        Assert.Contains(
            "\nwritten state: classifier.weight stage1.far.conv1.weight stage1.near.conv1.weight stage2.0.bn1.weight stage2.0.conv1.weight "
                + "stage2.0.downsample.0.weight stage2.0.downsample.1.weight stage2.1.bn1.weight stage2.1.conv1.weight stem.conv1.weight stem.gn1.weight\n",
            output,
            StringComparison.Ordinal);
        Assert.Matches("\nwritten labels: ((Wide|Middle|Narrow)( (Wide|Middle|Narrow)){3})\nwritten predictions: \\1\n", output);
        Assert.Matches("\nexported: \\d{6} [0-9A-F]{64}\nwritten exported: \\d{4,5} [0-9A-F]{64}\n", output);
        Assert.Matches("\nvariant First: TableFirst 1 \\S+\nvariant Without: TableWithout 1 \\S+\n", output);
    }

    private static void AssertNoWarningOfOurs(string output)
    {
        var warnings = output.Split('\n').Where(line => WarningPattern().IsMatch(line)).Distinct().ToList();

        // TorchSharp always has some; without them nothing was analysed.
        Assert.Contains(warnings, ForeignPattern().IsMatch);
        Assert.All(warnings, warning => Assert.Matches(ForeignPattern(), warning));
    }

    private static bool HasLinker() =>
        !OperatingSystem.IsWindows()
        && (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, "clang")) || File.Exists(Path.Combine(folder, "gcc")));

    [GeneratedRegex(@"^step: \S+ \S+ \S+ \S+ (?<generated>\d+)$", RegexOptions.Multiline)]
    private static partial Regex StepPattern();

    [GeneratedRegex(@"\bIL\d{4}\b")]
    private static partial Regex WarningPattern();

    [GeneratedRegex(@"IL\d{4}: (TorchSharp\.|Assembly '(TorchSharp|Google\.Protobuf|SkiaSharp|ICSharpCode\.SharpZipLib)')")]
    private static partial Regex ForeignPattern();
}
