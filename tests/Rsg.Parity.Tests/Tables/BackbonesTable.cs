using System.Text.Json;
using Rsg.Generation;
using Rsg.Parity.Tests.Generated;
using Rsg.Testing.Generation;
using static TorchSharp.torch;

namespace Rsg.Parity.Tests.Tables;

/// <summary>State names, shapes and parameter counts of the released networks, against the generated ones.</summary>
public static class BackbonesTable
{
    private const string GeneratorPrefix = "RSG.";
    private const int Side = 32;

    /// <summary>Released networks that the catalogue does not have; the table fails as soon as it has one of them.</summary>
    private static readonly Dictionary<string, string> NotYet = new(StringComparer.Ordinal)
    {
        ["densenet40"] = "densenet40",
        ["densenet40_norm"] = "densenet40",
        ["resnext29"] = "resnext29",
        ["resnext29_norm"] = "resnext29",
        ["resnet50"] = "resnet50",
        ["resnext50_32x4d"] = "resnext50_32x4d",
        ["resnet152"] = "resnet152",
    };

    public static bool IsMeant(JsonElement table) =>
        table.ValueKind == JsonValueKind.Object
        && table.EnumerateObject().Any()
        && table.EnumerateObject().All(row => row.Value.ValueKind == JsonValueKind.Object && row.Value.TryGetProperty("state_dict", out _));

    public static void Run(JsonElement table)
    {
        var compared = 0;
        foreach (var row in table.EnumerateObject())
        {
            if (NotYet.TryGetValue(row.Name, out var name))
            {
                Assert.True(IsUnknown(name), $"The catalogue has {name} now: compare it here and take '{row.Name}' off the list of what is missing.");
                continue;
            }

            Compare(row.Value);
            compared++;
        }

        Assert.NotEqual(0, compared);
    }

    private static void Compare(JsonElement recorded)
    {
        var name = recorded.GetProperty("constructor").GetString()!;
        var isNormed = recorded.GetProperty("kwargs").TryGetProperty("use_norm", out var useNorm) && useNorm.GetBoolean();
        foreach (var counts in recorded.GetProperty("num_params").EnumerateObject())
        {
            var classes = int.Parse(counts.Name, System.Globalization.CultureInfo.InvariantCulture);
            var model = CompiledNetwork.Of(CompiledNetwork.Backbone(name, classes, Side, isNormed), "RsgInsert(Stage = 2, Form = Form.Released)");
            using var network = model.CreateNetwork(ScalarType.Float32);
            var trainer = model.CreateTrainer(network, new RecordedLabels(Side, [.. Enumerable.Repeat(1, classes)]));
            using var ownedTrainer = (IDisposable)trainer;
            var generator = (RareSampleGenerator)LoadedModel.Get(trainer, "SampleGenerator")!;
            var withoutGenerator = counts.Value.GetProperty("without_rsg").GetInt32();
            Assert.Equal(withoutGenerator, model.ParameterCount);
            Assert.Equal(withoutGenerator, network.parameters().Sum(parameter => parameter.numel()));
            Assert.Equal(
                counts.Value.GetProperty("with_rsg").GetInt32() - withoutGenerator,
                generator.parameters().Sum(parameter => parameter.numel()));

            if (classes == 10)
            {
                CompareState(recorded.GetProperty("state_dict"), CaseState.State(network, generator).Select(entry => (entry.Name, entry.Value.shape)));
            }
        }
    }

    private static void CompareState(JsonElement recorded, IEnumerable<(string Name, long[] Shape)> actual)
    {
        // The released code has the generator in the middle of its network, so only the order within each of the two can agree.
        var expected = recorded.EnumerateArray()
            .Select(entry => (Name: entry[0].GetString()!, Shape: entry[1].EnumerateArray().Select(size => size.GetInt64()).ToArray()))
            .ToList();
        var state = actual.ToList();
        Assert.Equal(expected.Select(Text).Order(StringComparer.Ordinal), state.Select(Text).Order(StringComparer.Ordinal));
        Assert.Equal(Parameters(expected), Parameters(state));

        static string Text((string Name, long[] Shape) entry) => FormattableString.Invariant($"{entry.Name} [{string.Join(", ", entry.Shape)}]");
        static IEnumerable<string> Parameters(IEnumerable<(string Name, long[] Shape)> entries) =>
            entries.Select(entry => entry.Name).Where(name => !name.StartsWith(GeneratorPrefix, StringComparison.Ordinal) && !IsBuffer(name));
    }

    /// <summary>TorchSharp lists buffers behind all parameters, PyTorch layer by layer.</summary>
    private static bool IsBuffer(string name) =>
        name.EndsWith("running_mean", StringComparison.Ordinal) || name.EndsWith("running_var", StringComparison.Ordinal)
        || name.EndsWith("num_batches_tracked", StringComparison.Ordinal);

    private static bool IsUnknown(string name) =>
        GeneratorRun.Of<Dsl.RsgGenerator>($"using Rsg;\n\nnamespace Parity;\n\n[Backbone(\"{name}\", Classes = 10)]\npublic partial class Net;\n")
            .Diagnostics.Any(diagnostic => diagnostic.Id == "RSG2001");
}
