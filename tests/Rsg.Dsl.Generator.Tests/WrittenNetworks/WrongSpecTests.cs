using CsCheck;
using Rsg.Dsl.Generator.Tests.Diagnostics;
using Rsg.Dsl.Generator.Tests.WrittenNetworks.Specs;
using Rsg.Dsl.Generator.Tests.Yaml;
using Rsg.Dsl.Plans;
using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.WrittenNetworks;

/// <summary>One mistake in a right file is one error, at its place, in the whole project.</summary>
public sealed class WrongSpecTests
{
    private const string Path = "m.rsg.yaml";
    private const string LabelUse = "namespace Demo;\n\ninternal static class Labels\n{\n    public static M.Label First(M model, TorchSharp.torch.Tensor images) => model.PredictLabels(images)[0];\n}\n";
    private const string SummaryUse = "namespace Demo;\n\ninternal static class Cost\n{\n    public static long Of => M.Summary.Parameters + M.Summary.MultiplyAdds;\n}\n";

    public static TheoryData<string> Mistakes => [.. Mutation.All.Select(static mutation => mutation.Name)];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void One_mistake_is_one_error_at_its_place(string name)
    {
        var mutation = Mutation.All.Single(mutation => mutation.Name == name);
        Gen.Int[0, 1_000_000].Sample(
            seed =>
            {
                var spec = new MutatedSpec(RandomSpec.Of(seed, "Demo", "M"), new Random(seed));
                if (mutation.Apply(spec) is not { } target)
                {
                    return;
                }

                var writer = new YamlWriter(spec.Root);
                AssertSays(writer.Text, mutation.Id, writer.PlaceOf(target));
            },
            iter: 3,
            threads: 1);
    }

    private static void AssertSays(string text, string id, Microsoft.CodeAnalysis.Text.LinePositionSpan place)
    {
        string[] uses = text.Contains("\n  - cat\n", StringComparison.Ordinal) ? [ModelUse.Source, SummaryUse, LabelUse] : [ModelUse.Source, SummaryUse];
        var run = GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of(uses).WithAdditionalFile(Path, text));
        var said = run.Everything();
        var isRight = said.Count == 1 && said[0].Id == id && said[0].Location.GetLineSpan() is var found && found.Path == Path && found.Span == place;
        Assert.True(isRight, $"{id} at {place} was expected, but there is\n{run.Print()}\n{text}");
        HostileFileTests.AssertFast(() => ModelPlanner.Plan(Reading.Model(text)));
    }
}
