using System.Text;
using System.Text.RegularExpressions;
using Rsg.Dsl.Generator.Tests.Diagnostics;

namespace Rsg.Dsl.Generator.Tests.Docs;

/// <summary>A page of the documentation, taken apart into blocks, headings, links and code spans.</summary>
/// <param name="Path">From the root of the repository, with slashes.</param>
internal sealed partial record MarkdownPage(string Path)
{
    private const string Mark = "```";

    private readonly string[] lines = DiagnosticPage.Read(Path).Split('\n');

    /// <summary>Every page that people read: those at the root, in docs and beside the examples.</summary>
    public static IReadOnlyList<MarkdownPage> All { get; } =
    [
        .. new[] { ".", "docs", "examples" }
            .SelectMany(static folder => Directory.EnumerateFiles(
                Repository.Locate(folder), "*.md", folder == "." ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories))
            .Select(static file => System.IO.Path.GetRelativePath(Repository.Locate(), file).Replace('\\', '/'))
            .Where(static path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(static path => new MarkdownPage(path)),
    ];

    /// <summary>The blocks between fences, in order.</summary>
    public IReadOnlyList<Fence> Fences
    {
        get
        {
            var fences = new List<Fence>();
            for (var i = 0; i < lines.Length; i++)
            {
                var margin = lines[i].Length - lines[i].TrimStart(' ').Length;
                if (lines[i].AsSpan(margin).StartsWith(Mark))
                {
                    var body = lines.Skip(i + 1).TakeWhile(static line => line.Trim() != Mark).ToList();
                    fences.Add(new Fence(lines[i].Trim()[Mark.Length..], i + 2, string.Concat(body.Select(line => line[Math.Min(margin, line.Length)..] + "\n"))));
                    i += body.Count + 1;
                }
            }

            return fences;
        }
    }

    /// <summary>The names by which a link reaches the headings, as GitHub makes them: a name that is there already gets a number.</summary>
    public IReadOnlySet<string> Anchors
    {
        get
        {
            var anchors = new HashSet<string>(StringComparer.Ordinal);
            foreach (Match heading in Heading().Matches(Prose()))
            {
                var text = LinkInText().Replace(heading.Groups[1].Value.Trim(), "$1").ToLowerInvariant().Replace(' ', '-');
                var name = NotInAnchor().Replace(text, "");
                var free = name;
                for (var i = 1; !anchors.Add(free); i++)
                {
                    free = FormattableString.Invariant($"{name}-{i}");
                }
            }

            return anchors;
        }
    }

    /// <summary>Where the links and images of the text lead; what stands in code is none.</summary>
    public IEnumerable<string> Targets => Target().Matches(CodeSpan().Replace(Prose(), "code"))
        .Select(static match => match.Groups.Values.Skip(1).First(static group => group.Success).Value);

    /// <summary>The code within the text, each on one line.</summary>
    public IEnumerable<string> CodeSpans => CodeSpan().Matches(Prose()).Select(static match => match.Groups[1].Value.Replace('\n', ' '));

    /// <summary>What a target of this page leads to, from the root of the repository.</summary>
    public string Resolve(string target)
        => System.IO.Path.GetRelativePath(
            Repository.Locate(), System.IO.Path.GetFullPath(Repository.Locate(System.IO.Path.GetDirectoryName(Path)!, target))).Replace('\\', '/');

    private string Prose()
    {
        var prose = new StringBuilder();
        var inFence = false;
        foreach (var line in lines)
        {
            var isMark = line.TrimStart().StartsWith(Mark, StringComparison.Ordinal);
            prose.Append(inFence || isMark ? "" : line).Append('\n');
            inFence ^= isMark;
        }

        return prose.ToString();
    }

    [GeneratedRegex("^#{1,6} (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkInText();

    [GeneratedRegex(@"[^\p{L}\p{N}_-]")]
    private static partial Regex NotInAnchor();

    [GeneratedRegex("""\]\(([^)\s]+)(?:\s+"[^"]*")?\)|^\[[^\]]+\]:\s*(\S+)|\b(?:src|srcset|href)="([^"]+)"|<(https?://[^>]+)>""", RegexOptions.Multiline)]
    private static partial Regex Target();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();
}
