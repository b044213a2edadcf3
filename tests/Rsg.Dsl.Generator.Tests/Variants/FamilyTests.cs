using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Generator.Tests.Diagnostics;
using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Variants;

/// <summary>Variants beside other models and beside the project's own code; what is said of several at once.</summary>
public class FamilyTests
{
    private const string Matrix = "matrix:\n  cut:\n    Second: { rsg: { stage: 2 } }\n    Third: { rsg: { stage: 3 } }\n";

    [Theory]
    [InlineData("a.rsg.yaml", "b.rsg.yaml")]
    [InlineData("b.rsg.yaml", "a.rsg.yaml")]
    public void The_second_of_two_files_of_one_family_has_one_error(string one, string other)
    {
        var run = Run((one, Yaml("M") + Matrix), (other, Yaml("M") + Matrix));

        Assert.Equal("b.rsg.yaml(1,8): error RSG1105: 'M' is declared already in a.rsg.yaml; a model is declared in one place", run.Print());
        Assert.Equal(12, run.GeneratedSources.Length);
    }

    [Fact]
    public void A_model_with_the_name_of_a_family_is_found()
        => Assert.Equal("b.rsg.yaml(1,8): error RSG1105: 'M' is declared already in a.rsg.yaml; a model is declared in one place", Run(("a.rsg.yaml", Yaml("M") + Matrix), ("b.rsg.yaml", Yaml("M"))).Print());

    [Fact]
    public void A_variant_with_the_name_of_a_model_is_found_and_the_others_are_listed()
    {
        var run = Run(("a.rsg.yaml", Yaml("MThird")), ("b.rsg.yaml", Yaml("M") + Matrix));

        Assert.Equal("b.rsg.yaml(1,8): error RSG1105: 'MThird' is declared already in a.rsg.yaml; a model is declared in one place", run.Print());
        Assert.Contains("new MSecond()", run.GeneratedText("Demo.M.Variants.g.cs"), StringComparison.Ordinal);
        Assert.DoesNotContain("MThird", run.GeneratedText("Demo.M.Variants.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Families_whose_variants_have_the_same_names_are_found_with_one_error()
    {
        var run = Run(
            ("a.rsg.yaml", Yaml("M") + "matrix: { a: { N1: {}, N2: {} } }\n"),
            ("b.rsg.yaml", Yaml("MN") + "matrix: { a: { 1: {}, 2: {} } }\n"));

        Assert.Equal("b.rsg.yaml(1,8): error RSG1105: 'MN1' is declared already in a.rsg.yaml; a model is declared in one place", run.Print());
    }

    [Fact]
    public void Values_that_differ_in_case_only_are_two_models()
        => Assert.Equal(12, Run(("a.rsg.yaml", Yaml("M") + "matrix: { a: { net: {}, NET: {} } }\n")).AssertNoDiagnostics().AssertCompilesCleanly().GeneratedSources.Length);

    [Theory]
    [InlineData("ModelVariant")]
    [InlineData("Tensor")]
    [InlineData("Summary")]
    [InlineData("Trainer")]
    public void A_family_may_have_the_name_of_a_library_type_or_of_a_member(string name)
        => Run(("a.rsg.yaml", Yaml(name) + Matrix)).AssertNoDiagnostics().AssertCompilesCleanly();

    [Fact]
    public void A_variant_may_have_a_part_of_the_project_s_own()
    {
        var run = GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of("namespace Demo;\n\ninternal partial class MThird { public static int Count => M.All.Count; }\n")
            .WithAdditionalFile("a.rsg.yaml", Yaml("M") + Matrix));

        run.AssertNoDiagnostics().AssertCompilesCleanly();
    }

    [Fact]
    public void A_class_that_cannot_be_extended_is_left_out_of_the_list()
    {
        var run = GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of("namespace Demo;\n\npublic class MThird { public static int Count => M.All.Count; }\n")
            .WithAdditionalFile("a.rsg.yaml", Yaml("M") + Matrix));

        Assert.Equal("Model.cs(3,14): error RSG0001: 'MThird' must be partial, so that its layers and its trainer can be added to it: write 'partial class MThird'", run.Print());
    }

    [Fact]
    public void A_member_with_the_name_of_the_list_stands_in_the_way_where_the_family_is_one_model()
    {
        var run = GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of("namespace Demo;\n\npublic partial class M\n{\n    public int All => 1;\n}\n")
            .WithAdditionalFile("a.rsg.yaml", Yaml("M") + "matrix: { seed: [1] }\n"));

        Assert.Equal("Model.cs(5,16): error RSG0011: The generated part of 'M' has the name 'All' itself; rename or remove this one", run.Print());
    }

    [Fact]
    public void A_block_may_have_the_name_of_the_list()
        => Run(("a.rsg.yaml", "model: M\ninput: [3, 8, 8]\nclasses: 2\nblocks: { All: { layers: [conv: 4] } }\nnetwork: { stages: [[All]] }\nmatrix: { seed: [1] }\n"))
            .AssertNoDiagnostics().AssertCompilesCleanly();

    [Theory]
    [InlineData("train: { epochs: 0 }\n", "m.rsg.yaml(5,18): error RSG0008: epochs is 0;")]
    [InlineData("matrix: { a: { A: { train: { epochs: 0 } }, B: {} } }\n", "m.rsg.yaml(5,38): error RSG0008: epochs is 0;")]
    public void One_mistake_keeps_every_class_and_the_list(string wrong, string expected)
    {
        var yaml = Yaml("M") + wrong + (wrong.StartsWith("matrix", StringComparison.Ordinal) ? "" : "matrix: { a: { A: {}, B: {} } }\n");
        const string Use = "namespace Demo;\n\ninternal static class Program\n{\n    public static object Run(Rsg.Data.IImageDataset data)\n    {\n        using var a = new MA();\n        using var b = new MB();\n        using var run = M.All[0].Start(data);\n        return a;\n    }\n}\n";

        var run = GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of(Use).WithAdditionalFile("m.rsg.yaml", yaml));

        Assert.Single(run.Everything());
        Assert.StartsWith(expected, run.Print(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Where a is A: 'M'", "A: {}, B: { classes: 2 }", "x: {}, y: {}")]
    [InlineData("Where a is A or C: 'M'", "A: {}, B: { classes: 2 }, C: {}", "x: {}, y: {}")]
    [InlineData("Where a is A and b is y or z: 'M'", "A: {}, B: { classes: 2 }", "x: { classes: 2 }, y: {}, z: {}")]
    [InlineData("In 4 of 5 variants, MAx the first: 'M'", "A: {}, B: {}, C: {}, D: {}, E: { classes: 2 }", "x: {}")]
    [InlineData("'MAy'", "A: {}, B: { classes: 2 }", "x: { classes: 2 }, y: {}")]
    [InlineData("'M'", "A: {}, B: {}", "x: {}, y: {}")]
    public void A_mistake_of_some_variants_says_of_which(string start, string a, string b)
    {
        var run = Run(("m.rsg.yaml", $"model: M\nnamespace: Demo\nbackbone: resnet8\nmatrix:\n  a: {{ {a} }}\n  b: {{ {b} }}\n"));

        var message = Assert.Single(run.Diagnostics).GetMessage(null);
        Assert.StartsWith($"{start} does not say how many classes it tells apart: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_of_variants_that_no_values_tell_from_the_others_is_counted()
    {
        VariantAxis[] axes = [new("a", [new("A", default), new("B", default)]), new("b", [new("x", default), new("y", default)])];
        var family = new VariantFamily("", "M", default, new(axes), [new("MAx", [0, 0]), new("MAy", [0, 1]), new("MBx", [1, 0]), new("MBy", [1, 1])], [0]);
        var problems = new VariantProblems(family);
        foreach (var variant in new[] { 0, 1, 2 })
        {
            problems.Add(variant, [DiagnosticInfo.At(null, DiagnosticDescriptors.TabIndentation)]);
        }

        Assert.Equal("In 3 of 4 variants, MAx the first", Assert.Single(problems.Merge()).Where);
    }

    [Fact]
    public void A_warning_of_some_variants_keeps_its_severity_and_is_turned_off_by_its_ID()
    {
        const string Early = "matrix: { cut: { First: { rsg: { stage: 1 } }, Second: { rsg: { stage: 2 } } }, size: { Small: {}, Large: { input: [3, 64, 64] } }, exclude: [{ cut: Second, size: Large }] }\n";
        var run = Run(("m.rsg.yaml", Yaml("M") + Early));

        Assert.All(run.Diagnostics, static diagnostic => Assert.Equal(("RSG4005", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning, 1), (diagnostic.Id, diagnostic.Severity, diagnostic.WarningLevel)));
        Assert.Equal(["Where size is Large", "Where size is Small"], run.Diagnostics.Select(static diagnostic => diagnostic.GetMessage(null).Split(':')[0]).Order(StringComparer.Ordinal));
    }

    private static string Yaml(string model) => $"model: {model}\nnamespace: Demo\nbackbone: resnet8\nclasses: 10\n";

    private static GeneratorRun Run(params (string Path, string Text)[] files)
        => GeneratorRun.Of<RsgGenerator>(files.Aggregate(
            GeneratorInput.Of("internal class Other;"), static (input, file) => input.WithAdditionalFile(file.Path, file.Text)));
}
