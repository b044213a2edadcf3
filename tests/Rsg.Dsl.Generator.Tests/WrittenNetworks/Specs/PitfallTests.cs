using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.WrittenNetworks.Specs;

/// <summary>Networks in which a layer might overwrite what another path, or a backward, still reads; and shapes at their limits.</summary>
public sealed class PitfallTests
{
    private static readonly string[] Functions =
        ["relu", "relu6", "leakyRelu", "elu", "gelu", "silu", "sigmoid", "tanh", "hardSwish", "hardSigmoid", "softplus", "batchNorm", "dropout", "avgPool", "maxPool", "merge", "flat"];

    private static readonly Lazy<LoadedModel> Project = new(static () =>
    {
        var project = GeneratorInput.Of("internal class Other;");
        foreach (var (name, root) in Networks)
        {
            project = project.WithAdditionalFile($"{name}.rsg.yaml", new YamlWriter(root).Text);
        }

        return GeneratorRun.Of<RsgGenerator>(project).AssertNoDiagnostics().AssertCompilesCleanly().Load();
    });

    /// <summary>Every function behind a convolution, and every other one behind it; then as the first and as the last term of a sum.</summary>
    private static IEnumerable<(string Name, YamlMap Root)> Networks
        => from first in Functions select ("After_" + first, Spec("After_" + first, Functions.SelectMany(second => (Yaml[])[Yaml.Map(("conv", 3)), Layer(first), Layer(second), Sum(first, second)])));

    public static TheoryData<string> Names => [.. Functions.Select(static function => "After_" + function)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_overwritten_that_is_still_read(string name)
        => RightSpecTests.AssertComputes(Networks.Single(spec => spec.Name == name).Root, Project.Value, "Pitfalls." + name);

    private static YamlMap Spec(string name, IEnumerable<Yaml> layers)
        => Yaml.Map(("model", name), ("namespace", "Pitfalls"), ("input", Yaml.List(2, 4, 4)), ("classes", 3), ("network", Yaml.Map(("stages", Yaml.List(Yaml.List(layers))))));

    private static YamlMap Sum(string first, string second) => Yaml.Layer(
        "branches",
        ("merge", "add"),
        ("paths", Yaml.List(Yaml.List(Yaml.Map(("conv", 3)), Layer(first)), Yaml.List(), Yaml.List(Layer(first)), Yaml.List(Yaml.Map(("conv", 3)), Layer(second)))));

    private static Yaml Layer(string name) => name switch
    {
        "dropout" => Yaml.Map(("dropout", "0")),
        "avgPool" or "maxPool" => Yaml.Layer(name, ("kernel", 3), ("stride", 1), ("padding", 1)),
        "merge" => Yaml.Layer("branches", ("merge", "add"), ("paths", Yaml.List(Yaml.List(), Yaml.List()))),
        "flat" => Yaml.Layer("branches", ("merge", "multiply"), ("paths", Yaml.List(Yaml.List(), Yaml.List("sigmoid")))),
        _ => name,
    };
}
