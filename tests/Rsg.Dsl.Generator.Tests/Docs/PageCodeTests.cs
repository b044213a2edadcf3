using System.Text.Json;
using System.Xml.Linq;
using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Docs;

/// <summary>What the pages show is what the project does: their code compiles, their models generate, their JSON and XML can be read.</summary>
public class PageCodeTests
{
    // What stands behind a fence says what is held to which rule; a fragment is a piece that only its text makes whole.
    private static readonly string[] Kinds = ["", "sh", "text", "csharp", "csharp fragment", "yaml", "yaml fragment", "json", "xml", "python", "js"];

    private static readonly string[] KindsOfDiagnostics = ["csharp bad", "csharp fixed", "yaml bad", "yaml fixed", "xml", "text"];

    public static TheoryData<string> WithCode => [.. Pages("csharp")];

    public static TheoryData<string> WithModels => [.. Pages("yaml")];

    [Theory]
    [MemberData(nameof(WithCode))]
    public void The_code_of_a_page_compiles(string path)
        => GeneratorRun.Of<RsgGenerator>(PageProject.Of(new MarkdownPage(path))).AssertNoDiagnostics().AssertCompilesCleanly();

    [Theory]
    [MemberData(nameof(WithModels))]
    public void The_models_of_a_page_generate(string path)
        => Assert.All(PageModel.Of(new MarkdownPage(path)), static model
            => GeneratorRun.Of<RsgGenerator>(new GeneratorInput().WithAdditionalFile("page.rsg.yaml", model.Text)).AssertNoDiagnostics().AssertCompilesCleanly());

    [Fact]
    public void The_json_of_the_pages_can_be_read() => Assert.All(Fences("json"), static fence => JsonDocument.Parse(fence.Text).Dispose());

    [Fact]
    public void The_xml_of_the_pages_can_be_read() => Assert.All(Fences("xml"), static fence => XElement.Parse($"<Project>{fence.Text}</Project>"));

    [Fact]
    public void Every_block_says_by_what_rule_it_is_read()
        => Assert.Empty(MarkdownPage.All.SelectMany(static page => page.Fences
            .Where(fence => !(page.Path.StartsWith("docs/diagnostics/RSG", StringComparison.Ordinal) ? KindsOfDiagnostics : Kinds).Contains(fence.Kind))
            .Select(fence => FormattableString.Invariant($"{page.Path}:{fence.Line}: '{fence.Kind}' is no kind of block"))));

    private static IEnumerable<string> Pages(string kind)
        => MarkdownPage.All.Where(page => page.Fences.Any(fence => fence.Kind == kind)).Select(static page => page.Path);

    private static IEnumerable<Fence> Fences(string kind) => MarkdownPage.All.SelectMany(static page => page.Fences).Where(fence => fence.Kind == kind);
}
