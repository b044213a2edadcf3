using System.Text.RegularExpressions;

namespace Rsg.Dsl.Generator.Tests.Docs;

/// <summary>A model file that a page shows.</summary>
internal sealed partial record PageModel(string Name, string Namespace, string Text)
{
    public static IEnumerable<PageModel> Of(MarkdownPage page) => page.Fences.Where(static fence => fence.Kind == "yaml").Select(static fence => new PageModel(
        ModelKey().Match(fence.Text).Groups[1].Value, NamespaceKey().Match(fence.Text).Groups[1].Value, fence.Text));

    [GeneratedRegex(@"^model: (\w+)", RegexOptions.Multiline)]
    private static partial Regex ModelKey();

    [GeneratedRegex(@"^namespace: ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceKey();
}
