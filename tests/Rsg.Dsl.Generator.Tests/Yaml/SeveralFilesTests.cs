using Rsg.Dsl.Generator.Tests.Diagnostics;
using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Yaml;

/// <summary>Files beside each other, and beside what the project has of the same name.</summary>
public class SeveralFilesTests
{
    [Theory]
    [InlineData("a.rsg.yaml", "b.rsg.yaml")]
    [InlineData("b.rsg.yaml", "a.rsg.yaml")]
    public void The_second_of_two_files_of_one_model_has_the_error(string one, string other)
    {
        var run = Run((one, Yaml("M", "resnet8")), (other, Yaml("M", "resnet14")));

        Assert.True(run.Everything().Count == 1, run.Print());
        Assert.Equal("'M' is declared already in a.rsg.yaml; a model is declared in one place", run.Diagnostics[0].GetMessage(null));
        Assert.Equal("b.rsg.yaml(1,8): error RSG1105", run.Diagnostics[0].ToString()[..30]);
        Assert.Equal(["Demo.M.Declaration.g.cs", "Demo.M.Onnx.g.cs", "Demo.M.Summary.g.cs", "Demo.M.Trainer.g.cs", "Demo.M.g.cs", "Rsg.Startup.g.cs"], run.GeneratedSources.Select(static source => source.HintName));
    }

    [Fact]
    public void The_attributes_win_over_a_file()
    {
        var run = GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of("namespace Demo;\n[Rsg.Backbone(\"resnet14\", Classes = 3)]\npublic partial class M;")
            .WithAdditionalFile("m.rsg.yaml", Yaml("M", "resnet8")));

        Assert.Equal(["RSG1105"], run.Ids());
        Assert.Contains("ResNet-14", run.GeneratedText("Demo.M.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_listed_twice_is_read_once()
    {
        var input = GeneratorInput.Of("internal class Other;").WithAdditionalFile("m.rsg.yaml", Yaml("M", "resnet8"));
        var run = GeneratorRun.Of<RsgGenerator>(input with { AdditionalFiles = input.AdditionalFiles.Add(input.AdditionalFiles[0]) });

        run.AssertNoDiagnostics().AssertCompilesCleanly();
    }

    [Fact]
    public void Names_that_differ_in_case_only_are_two_models()
    {
        var run = Run(("a.rsg.yaml", Yaml("Net", "resnet8")), ("b.rsg.yaml", Yaml("NET", "resnet8")));

        run.AssertNoDiagnostics().AssertCompilesCleanly();
        Assert.Equal(11, run.GeneratedSources.Length);
    }

    [Theory]
    [InlineData("Tensor")]
    [InlineData("Linear")]
    [InlineData("torch")]
    public void A_model_may_have_the_name_of_a_library_type(string name)
        => Run(("a.rsg.yaml", Yaml("Net", "resnet8")), ("b.rsg.yaml", Yaml(name, "resnet8"))).AssertNoDiagnostics().AssertCompilesCleanly();

    [Fact]
    public void Models_of_other_namespaces_stand_beside_each_other()
        => Run(("a.rsg.yaml", Yaml("Net", "resnet8")), ("b.rsg.yaml", Yaml("Net", "resnet14").Replace("Demo", "Demo.Net2", StringComparison.Ordinal)))
            .AssertNoDiagnostics().AssertCompilesCleanly();

    [Fact]
    public void The_suffix_may_be_written_in_any_case()
        => Assert.Equal(6, Run(("M.RSG.Yaml", Yaml("M", "resnet8"))).GeneratedSources.Length);

    [Theory]
    [InlineData("public class M;", "RSG0001", 2, 14)]
    [InlineData("public static partial class M;", "RSG0004", 2, 29)]
    [InlineData("public partial class M : System.Exception;", "RSG0005", 2, 22)]
    [InlineData("public partial class M { public int ClassCount; }", "RSG0011", 2, 37)]
    public void What_keeps_a_class_from_being_extended_is_said_at_the_class(string part, string id, int line, int column)
    {
        var run = GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of("namespace Demo;\n" + part).WithAdditionalFile("m.rsg.yaml", Yaml("M", "resnet8")));

        Assert.True(run.Everything().Count == 1, run.Print());
        Assert.StartsWith(FormattableString.Invariant($"Model.cs({line},{column}): error {id}"), run.Print(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_with_type_parameters_or_of_one_file_is_another_class()
    {
        var run = GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of("namespace Demo;\npublic class M<T>;\nfile class M;")
            .WithAdditionalFile("m.rsg.yaml", Yaml("M", "resnet8")));

        Assert.Empty(run.Diagnostics);
    }

    private static string Yaml(string model, string backbone) => $"model: {model}\nnamespace: Demo\nbackbone: {backbone}\nclasses: 2\n";

    private static GeneratorRun Run(params (string Path, string Text)[] files)
        => GeneratorRun.Of<RsgGenerator>(files.Aggregate(
            GeneratorInput.Of("internal class Other;"), static (input, file) => input.WithAdditionalFile(file.Path, file.Text)));
}
