using System.Text.RegularExpressions;
using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Diagnostics;

/// <summary>Every diagnostic is documented, where its help link leads, with examples that do what their page says.</summary>
public partial class DiagnosticPageTests
{
    /// <summary>A fault of the generator's own, and what only editors see: no declaration is an example of these.</summary>
    private static readonly string[] NoMistake = ["RSG9003", "RSG9004"];

    // Their examples are project files.
    private static readonly string[] WithoutCode = ["RSG9001", "RSG9002", .. NoMistake, "RSG9005", "RSG9101", "RSG9102", "RSG9103"];

    public static TheoryData<string> Coded => [.. DiagnosticPage.All.Select(static page => page.Id).Except(WithoutCode)];

    [Fact]
    public void Every_diagnostic_has_a_page_and_every_page_a_diagnostic()
        => Assert.Equal(
            Titles(),
            DiagnosticPage.All.Select(static page => (page.Id, page.Title)));

    [Fact]
    public void Every_diagnostic_links_to_its_page_and_has_the_one_category()
        => Assert.All(DiagnosticCatalogue.All, static descriptor =>
        {
            Assert.EndsWith($"docs/diagnostics/{descriptor.Id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
            Assert.Equal("RsgDsl", descriptor.Category);
            Assert.True(descriptor.IsEnabledByDefault);
        });

    [Fact]
    public void Every_diagnostic_is_in_the_list_of_its_release()
    {
        var rows = new[] { "AnalyzerReleases.Shipped.md", "AnalyzerReleases.Unshipped.md" }
            .SelectMany(static file => ReleaseRow().Matches(DiagnosticPage.Read("src", "Rsg.Dsl.Generator", file)))
            .Select(static match => (Id: match.Groups[1].Value, Category: match.Groups[2].Value, Severity: match.Groups[3].Value, Title: match.Groups[4].Value))
            .OrderBy(static row => row.Id, StringComparer.Ordinal);

        Assert.Equal(
            DiagnosticCatalogue.All.Select(static descriptor => (descriptor.Id, descriptor.Category, descriptor.DefaultSeverity.ToString(), descriptor.Title.ToString(null))),
            rows);
    }

    [Fact]
    public void The_table_lists_every_diagnostic()
    {
        var rows = TableRow().Matches(DiagnosticPage.Read("docs", "diagnostics", "README.md"))
            .Select(static match => (Id: match.Groups[1].Value, Page: match.Groups[2].Value, Severity: match.Groups[3].Value, Title: match.Groups[4].Value));

        Assert.Equal(Titles().Select(static row => (row.Id, row.Id, Severity(row.Id), row.Title)), rows);
    }

    [Fact]
    public void Every_page_says_how_severe_it_is_and_shows_a_wrong_and_a_right_example()
        => Assert.All(DiagnosticPage.All, static page =>
        {
            Assert.Contains($"\n\n**{Severity(page.Id)}.** ", page.Text, StringComparison.Ordinal);
            Assert.Contains("\n## Why\n", page.Text, StringComparison.Ordinal);
            var isCode = !WithoutCode.Contains(page.Id);
            Assert.Equal((isCode, isCode, !isCode), (page.Projects("bad").Count > 0, page.Projects("fixed").Count > 0, page.Examples("xml").Count > 0 || NoMistake.Contains(page.Id)));
        });

    [Fact]
    public void The_errors_of_the_build_are_those_of_its_file()
        => Assert.Equal(
            DiagnosticPage.BuildErrors.Keys,
            BuildError().Matches(DiagnosticPage.Read("eng", "TorchBackend.props")).Select(static match => match.Groups[1].Value));

    [Fact]
    public void The_warnings_of_the_build_are_those_of_its_file()
        => Assert.Equal(
            DiagnosticPage.BuildWarnings.Keys,
            BuildError().Matches(DiagnosticPage.Read("src", "Rsg.Runtime", "buildTransitive", "Rsg.Runtime.targets")).Select(static match => match.Groups[1].Value));

    [Theory]
    [MemberData(nameof(Coded))]
    public void A_wrong_example_gives_its_diagnostic_and_a_right_one_none(string id)
    {
        var page = DiagnosticPage.All.Single(page => page.Id == id);

        Assert.All(page.Projects("bad"), project =>
        {
            var run = GeneratorRun.Of<RsgGenerator>(project);
            Assert.True(run.Ids().SequenceEqual([id]), run.Print());
        });
        Assert.All(page.Projects("fixed"), static project => GeneratorRun.Of<RsgGenerator>(project).AssertNoDiagnostics().AssertCompilesCleanly());
    }

    private static IEnumerable<(string Id, string Title)> Titles() => DiagnosticCatalogue.All
        .Select(static descriptor => (descriptor.Id, descriptor.Title.ToString(null)))
        .Concat(DiagnosticPage.BuildErrors.Concat(DiagnosticPage.BuildWarnings).Select(static pair => (pair.Key, pair.Value)))
        .OrderBy(static row => row.Item1, StringComparer.Ordinal);

    private static string Severity(string id)
        => DiagnosticCatalogue.All.FirstOrDefault(descriptor => descriptor.Id == id)?.DefaultSeverity.ToString()
            ?? (DiagnosticPage.BuildWarnings.ContainsKey(id) ? "Warning" : "Error");

    [GeneratedRegex(@"^(RSG\d{4}) \| (\w+) \| (\w+) \| (.+)$", RegexOptions.Multiline)]
    private static partial Regex ReleaseRow();

    [GeneratedRegex(@"^\| \[(RSG\d{4})\]\((RSG\d{4})\.md\) \| (\w+) \| (.+) \|$", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex("Code=\"(RSG\\d{4})\"")]
    private static partial Regex BuildError();
}
