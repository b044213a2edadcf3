using System.Collections.Immutable;
using System.Globalization;
using Rsg.Testing.Generation;
using Rsg.Testing.Models;

namespace Rsg.Dsl.Benchmarks;

/// <summary>A project with models, and the edits that are timed on it.</summary>
internal sealed record Subject(string Name, GeneratorInput Project, ImmutableArray<Edit> Edits)
{
    private const string ModelFile = "Model.cs";
    private const string YamlFile = "model.rsg.yaml";

    private static readonly Edit Unrelated = new(
        "an unrelated C# edit",
        static (project, run) => project.WithSource("Program.cs", Program(run)));

    public static ImmutableArray<Subject> All { get; } =
    [
        InAttributes("ResNet-110", "resnet110"),
        InAttributes("DenseNet-121", "densenet121"),
        InAttributes("ResNet-152", "resnet152"),
        InYaml("300 layers in YAML, blocks repeated", DeepNetwork.Repeated, "repeat: 49", static run => Invariant($"repeat: {40 + (run % 2)}")),
        InYaml("300 layers in YAML, each written out", DeepNetwork.WrittenOut, "out: 48", static run => Invariant($"out: {49 + (run % 2)}")),
        Twenty(),
    ];

    private static Subject InAttributes(string name, string backbone)
    {
        var text = Class("Model", backbone, classes: 10);
        return new(name, Empty.WithSource(ModelFile, text), [Unrelated, .. EditsOfClass(backbone)]);
    }

    private static Subject InYaml(string name, Func<string, int, string> network, string said, Func<int, string> instead) => new(
        name,
        Empty.WithAdditionalFile(YamlFile, network("Model", 10)),
        [
            Unrelated,
            .. EditsOfFile(network),
            new("another repeat or width", (project, run) => project.WithAdditionalFile(YamlFile, network("Model", 10).Replace(said, instead(run), StringComparison.Ordinal))),
        ]);

    /// <summary>Fifteen classes and five files in one project; the first of either kind is edited.</summary>
    private static Subject Twenty()
    {
        string[] backbones = ["resnet110", "densenet121", "resnet152"];
        var project = Empty.WithSource(ModelFile, Class("Model", backbones[0], classes: 10)).WithAdditionalFile(YamlFile, DeepNetwork.Repeated("Deep", 10));
        for (var i = 1; i < 15; i++)
        {
            project = project.WithSource(Invariant($"Model{i}.cs"), Class(Invariant($"Model{i}"), backbones[i % 3], classes: 10));
        }

        for (var i = 1; i < 5; i++)
        {
            project = project.WithAdditionalFile(Invariant($"model{i}.rsg.yaml"), DeepNetwork.Repeated(Invariant($"Deep{i}"), 10));
        }

        return new(
            "20 models in one project",
            project,
            [Unrelated, .. EditsOfClass(backbones[0]), .. EditsOfFile(static (_, classes) => DeepNetwork.Repeated("Deep", classes))]);
    }

    private static IEnumerable<Edit> EditsOfClass(string backbone) =>
    [
        new("a line above the class", (project, run) => project.WithSource(ModelFile, Invariant($"// {run}\n") + Class("Model", backbone, classes: 10))),
        new("another class count in C#", (project, run) => project.WithSource(ModelFile, Class("Model", backbone, classes: 11 + run))),
    ];

    private static IEnumerable<Edit> EditsOfFile(Func<string, int, string> network) =>
    [
        new("a YAML comment at the top", (project, run) => project.WithAdditionalFile(YamlFile, Invariant($"# {run}\n") + network("Model", 10))),
        new("a YAML comment at the end", (project, run) => project.WithAdditionalFile(YamlFile, network("Model", 10) + Invariant($"# {run}\n"))),
        new("another class count in YAML", (project, run) => project.WithAdditionalFile(YamlFile, network("Model", 11 + run))),
    ];

    private static GeneratorInput Empty => new GeneratorInput().WithSource("Program.cs", Program(0));

    private static string Class(string name, string backbone, int classes) => Invariant($"""
        using Rsg;

        namespace Demo;

        [Backbone("{backbone}", Classes = {classes})]
        [RsgInsert(Stage = 2)]
        [LdamLoss, Reweight(FromEpoch = 160)]
        public partial class {name};

        """);

    private static string Program(int run) => Invariant($"namespace Demo;\n\npublic static class Program {{ public static int Answer() => {run}; }}\n");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
