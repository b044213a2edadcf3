using Xunit.Abstractions;

namespace Rsg.Dsl.Generator.Tests.Docs;

/// <summary>Every link of the pages leads to a file and a heading that are there. What leads out of the project is listed, not fetched.</summary>
public class PageLinkTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_link_leads_somewhere()
    {
        var anchors = MarkdownPage.All.ToDictionary(static page => page.Path, static page => page.Anchors, StringComparer.Ordinal);
        var broken = new List<string>();
        foreach (var page in MarkdownPage.All)
        {
            foreach (var target in page.Targets)
            {
                if (Uri.TryCreate(target, UriKind.Absolute, out var address) && address.Scheme.StartsWith("http", StringComparison.Ordinal))
                {
                    output.WriteLine($"{page.Path}: {target}");
                    continue;
                }

                var parts = target.Split('#', 2);
                var file = parts[0].Length == 0 ? page.Path : page.Resolve(parts[0]);
                if (!File.Exists(Repository.Locate(file)) && !Directory.Exists(Repository.Locate(file)))
                {
                    broken.Add($"{page.Path}: there is no '{target}'");
                }
                else if (parts.Length == 2 && !(anchors.TryGetValue(file, out var headings) && headings.Contains(parts[1])))
                {
                    broken.Add($"{page.Path}: '{file}' has no heading '#{parts[1]}'");
                }
            }
        }

        Assert.Empty(broken);
    }
}
