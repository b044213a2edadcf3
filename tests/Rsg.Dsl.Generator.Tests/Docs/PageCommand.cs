using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Rsg.Dsl.Generator.Tests.Docs;

/// <summary>A <c>dotnet run</c> or <c>dotnet test</c> that a page tells its reader to type.</summary>
/// <param name="Page">The path of the page.</param>
/// <param name="Text">The command.</param>
/// <param name="Made">The project that the page makes of the template before, and runs; <see langword="null"/> when it makes none.</param>
internal sealed partial record PageCommand(string Page, string Text, string? Made)
{
    private const string Template = "templates/rsg-classifier";

    /// <summary>The commands of a page, in its blocks and its text.</summary>
    public static IEnumerable<PageCommand> Of(MarkdownPage page) => page.Fences.Where(static fence => fence.Kind is "" or "sh")
        .SelectMany(static fence => fence.Text.Split('\n'))
        .Concat(page.CodeSpans)
        .Select(static line => Prefix().Replace(line, ""))
        .Where(static line => line.StartsWith("dotnet run ", StringComparison.Ordinal) || line.StartsWith("dotnet test", StringComparison.Ordinal))
        .Select(line => new PageCommand(page.Path, line, MadeIn(page)));

    /// <summary>What of the command is not there: its project, a property of the build, an option or a command of the program.</summary>
    public IEnumerable<string> Missing()
    {
        var halves = Text.Split(" -- ", 2);
        var words = halves[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var project = words[1] == "run" ? words.SkipWhile(static word => word != "--project").ElementAtOrDefault(1) : words.Skip(2).FirstOrDefault(static word => !word.StartsWith('-'));
        project = words[1] == "run" && (project is null || project == Made) ? Here() : project;
        if (project is null ? words[1] == "run" : !IsProject(project))
        {
            yield return $"{Page}: '{Text}' names no project";
            yield break;
        }

        foreach (var property in words.Where(static word => word.StartsWith("-p:", StringComparison.Ordinal)).Select(static word => word[3..].Split('=')[0]))
        {
            if (!BuildFiles.Value.Contains($"$({property})", StringComparison.Ordinal))
            {
                yield return $"{Page}: no build file reads the property of '{Text}'";
            }
        }

        if (words[1] == "run" && halves.Length == 2)
        {
            var sources = Sources(project!);
            var typed = halves[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var word in typed.Where((word, index) => Option().IsMatch(word) || (index == 0 && Command().IsMatch(word))))
            {
                if (!Regex.IsMatch(sources, Option().IsMatch(word) ? $"{Regex.Escape(word)}(?![a-z-])" : $"\"{word}\""))
                {
                    yield return $"{Page}: '{word}' of '{Text}' is not in the sources of {project}";
                }
            }
        }
    }

    /// <summary>The project that is run where none is named: that of the page's own folder, or the one that the page has made.</summary>
    private string? Here()
    {
        var folder = Path.GetDirectoryName(Page)!;
        return folder.Length > 0 && IsProject(folder) ? folder : Made is null ? null : Template;
    }

    private static string? MadeIn(MarkdownPage page) => page.Fences.Select(static fence => NewProject().Match(fence.Text)).FirstOrDefault(static match => match.Success)?.Groups[1].Value;

    private static Lazy<string> BuildFiles { get; } = new(static () => string.Concat(
        new[] { "*.props", "*.targets", "*.csproj" }
            .SelectMany(static kind => new[] { "eng", "src", "tests", "examples", "benchmarks" }.SelectMany(folder => Directory.EnumerateFiles(Repository.Locate(folder), kind, SearchOption.AllDirectories)))
            .Select(File.ReadAllText)));

    private static bool IsProject(string path)
        => File.Exists(Repository.Locate(path)) || (Directory.Exists(Repository.Locate(path)) && Directory.EnumerateFiles(Repository.Locate(path), "*.csproj").Any());

    /// <summary>The C# of a project that is run, and of those beside it that it refers to: options are read in either.</summary>
    private static string Sources(string project)
    {
        var folder = Repository.Locate(project);
        var file = Directory.EnumerateFiles(folder, "*.csproj").Single();
        var others = XDocument.Load(file).Descendants("ProjectReference").Select(reference => Path.GetDirectoryName(Path.Combine(folder, reference.Attribute("Include")!.Value))!);
        return string.Concat(others.Prepend(folder).SelectMany(static each => Directory.EnumerateFiles(each, "*.cs", SearchOption.AllDirectories)).Select(File.ReadAllText));
    }

    // A prompt, or variables of the environment that are set for the one command.
    [GeneratedRegex(@"^(?:\$ )?(?:[A-Z_]+=\S+ )*")]
    private static partial Regex Prefix();

    [GeneratedRegex(@"^dotnet new rsg-classifier -n (\w+)", RegexOptions.Multiline)]
    private static partial Regex NewProject();

    [GeneratedRegex("^--[a-z]")]
    private static partial Regex Option();

    [GeneratedRegex("^[a-z]+$")]
    private static partial Regex Command();
}
