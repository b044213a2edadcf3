using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Rsg.Testing.SnapshotFiles;

namespace Rsg.Testing.Tests.SnapshotFiles;

public class DiagnosticTextTests
{
    private const string Source = "namespace N;\n\n[Backbone(\n    \"resnet33\")]\nclass C;\n";

    private static readonly DiagnosticDescriptor Error = new(
        "RSG0001", "Unknown backbone", "No backbone is called '{0}'", "Declaration", DiagnosticSeverity.Error, isEnabledByDefault: true);

    [Fact]
    public void An_error_in_a_source_shows_the_line_before_and_the_line_after_and_carets()
    {
        var tree = CSharpSyntaxTree.ParseText(Source, path: "src/Model.cs");
        var diagnostic = Diagnostic.Create(Error, Location.Create(tree, Span("\"resnet33\"")), "resnet33");

        Assert.Equal(
            "{\n" +
            "  Diagnostics: [\n" +
            "    {\n" +
            "      Location: /*\n" +
            "[Backbone(\n" +
            "    \"resnet33\")]\n" +
            "    ^^^^^^^^^^\n" +
            "class C;\n" +
            "*/\n" +
            " src\\Model.cs: (3,4)-(3,14),\n" +
            "      Message: No backbone is called 'resnet33',\n" +
            "      Severity: Error,\n" +
            "      Descriptor: {\n" +
            "        Id: RSG0001,\n" +
            "        Title: Unknown backbone,\n" +
            "        MessageFormat: No backbone is called '{0}',\n" +
            "        Category: Declaration,\n" +
            "        DefaultSeverity: Error,\n" +
            "        IsEnabledByDefault: true\n" +
            "      }\n" +
            "    }\n" +
            "  ]\n" +
            "}",
            DiagnosticText.Write([diagnostic]));
    }

    [Fact]
    public void A_span_of_several_lines_is_underlined_in_each_and_stops_at_the_ends_of_the_file()
    {
        var tree = CSharpSyntaxTree.ParseText("[A(\r\n  1)]\r\nclass C;");
        var diagnostic = Diagnostic.Create(Error, Location.Create(tree, TextSpan.FromBounds(1, 8)), "x");

        Assert.Contains(
            "      Location: /*\n" +
            "[A(\n" +
            " ^^\n" +
            "  1)]\n" +
            "^^^\n" +
            "class C;\n" +
            "*/\n" +
            " : (0,1)-(1,3),\n",
            DiagnosticText.Write([diagnostic]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_span_leaves_a_line_of_spaces()
    {
        var tree = CSharpSyntaxTree.ParseText("class C\n", path: "C.cs");
        var diagnostic = Diagnostic.Create(Error, Location.Create(tree, new TextSpan(7, 0)), "x");

        Assert.Contains("Location: /*\nclass C\n       \n\n*/\n C.cs: (0,7)-(0,7),\n", DiagnosticText.Write([diagnostic]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_in_an_additional_file_has_a_level_and_no_source_lines()
    {
        var descriptor = new DiagnosticDescriptor(
            "RSG1002",
            "Unknown key",
            "Unknown key",
            "Yaml",
            DiagnosticSeverity.Warning,
            isEnabledByDefault: false,
            description: "Keys are camelCase.",
            helpLinkUri: "https://example.org/RSG1002",
            customTags: ["CompilationEnd", "NotConfigurable"]);
        var place = Location.Create("nets/defects.rsg.yaml", new TextSpan(9, 4), new LinePositionSpan(new(1, 5), new(1, 9)));

        Assert.Equal(
            "{\n" +
            "  Diagnostics: [\n" +
            "    {\n" +
            "      Location: nets\\defects.rsg.yaml: (1,5)-(1,9),\n" +
            "      Message: Unknown key,\n" +
            "      Severity: Warning,\n" +
            "      WarningLevel: 1,\n" +
            "      Descriptor: {\n" +
            "        Id: RSG1002,\n" +
            "        Title: Unknown key,\n" +
            "        Description: Keys are camelCase.,\n" +
            "        HelpLink: https://example.org/RSG1002,\n" +
            "        MessageFormat: Unknown key,\n" +
            "        Category: Yaml,\n" +
            "        DefaultSeverity: Warning,\n" +
            "        IsEnabledByDefault: false,\n" +
            "        CustomTags: [\n" +
            "          CompilationEnd,\n" +
            "          NotConfigurable\n" +
            "        ]\n" +
            "      }\n" +
            "    }\n" +
            "  ]\n" +
            "}",
            DiagnosticText.Write([Diagnostic.Create(descriptor, place)]));
    }

    [Fact]
    public void Without_a_location_the_message_comes_first_and_items_are_separated_by_commas()
    {
        var text = DiagnosticText.Write([Diagnostic.Create(Error, Location.None, "a"), Diagnostic.Create(Error, Location.None, "b")]);

        Assert.StartsWith("{\n  Diagnostics: [\n    {\n      Message: No backbone is called 'a',\n", text, StringComparison.Ordinal);
        Assert.Contains("      }\n    },\n    {\n      Message: No backbone is called 'b',\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_of_several_lines_starts_on_its_own_line_without_indent()
    {
        var text = DiagnosticText.Write([Diagnostic.Create(Error, Location.None, "x'\r\nor 'y")]);
        Assert.Contains("    {\n      Message:\nNo backbone is called 'x'\nor 'y',\n      Severity: Error,\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_is_a_guid_is_counted()
    {
        var descriptor = new DiagnosticDescriptor("X", "{0}", "{0}", "5b5c8a1e-3d5b-4f4e-9d0e-0123456789ab", DiagnosticSeverity.Error, true);
        var text = DiagnosticText.Write(
        [
            Diagnostic.Create(descriptor, Location.None, "5b5c8a1e-3d5b-4f4e-9d0e-0123456789ab"),
            Diagnostic.Create(descriptor, Location.None, "6b5c8a1e-3d5b-4f4e-9d0e-0123456789ab"),
            Diagnostic.Create(descriptor, Location.None, "in 6b5c8a1e-3d5b-4f4e-9d0e-0123456789ab"),
            Diagnostic.Create(descriptor, Location.None, Guid.Empty),
        ]);

        Assert.Contains("Message: Guid_1,\n", text, StringComparison.Ordinal);
        Assert.Contains("Category: Guid_1,\n", text, StringComparison.Ordinal);
        Assert.Contains("Message: Guid_2,\n", text, StringComparison.Ordinal);
        Assert.Contains("Message: in 6b5c8a1e-3d5b-4f4e-9d0e-0123456789ab,\n", text, StringComparison.Ordinal);
        Assert.Contains("Message: Guid_Empty,\n", text, StringComparison.Ordinal);
    }

    private static TextSpan Span(string part) => new(Source.IndexOf(part, StringComparison.Ordinal), part.Length);
}
