using System.Text.RegularExpressions;

namespace Rsg.Dsl.Generator.Tests.Docs;

/// <summary>What a page tells its reader to type or to open is there.</summary>
public partial class PageCommandTests
{
    [Fact]
    public void Every_command_names_projects_and_options_that_are_there()
    {
        var commands = MarkdownPage.All.SelectMany(PageCommand.Of).ToList();

        Assert.NotEmpty(commands);
        Assert.Empty(commands.SelectMany(static command => command.Missing()));
    }

    [Fact]
    public void Every_path_in_the_text_is_there()
        => Assert.Empty(MarkdownPage.All.SelectMany(static page => page.CodeSpans
            .Where(static span => PathFromRoot().IsMatch(span) && !File.Exists(Repository.Locate(span)) && !Directory.Exists(Repository.Locate(span)))
            .Select(span => $"{page.Path}: there is no '{span}'")));

    [GeneratedRegex(@"^(?:src|tests|examples|benchmarks|eng|docs)/[\w./-]+$")]
    private static partial Regex PathFromRoot();
}
