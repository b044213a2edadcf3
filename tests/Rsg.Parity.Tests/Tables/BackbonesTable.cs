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
    public static bool IsMeant(JsonElement table) =>
        table.ValueKind == JsonValueKind.Object
        && table.EnumerateObject().Any()
        && table.EnumerateObject().All(row => row.Value.ValueKind == JsonValueKind.Object && row.Value.TryGetProperty("state_dict", out _));

    public static void Run(JsonElement table)
    {
        foreach (var row in table.EnumerateObject())
        {
            Compare(row.Value);
        }
    }

    private static void Compare(JsonElement recorded)
    {
        var released = ReleasedNetwork.Of(recorded.GetProperty("constructor").GetString()!);
        var usesNorm = recorded.GetProperty("kwargs").TryGetProperty("use_norm", out var given) && given.GetBoolean();
        var maps = recorded.GetProperty("rsg").GetProperty("feature_maps_shape").EnumerateArray().Select(static size => size.GetInt64()).ToArray();
        var side = released.IsAlwaysNormed ? 224 : 32;
        foreach (var counts in recorded.GetProperty("num_params").EnumerateObject())
        {
            var classes = int.Parse(counts.Name, System.Globalization.CultureInfo.InvariantCulture);
            var model = CompiledNetwork.Of(released.Backbone(classes, side, usesNorm), $"RsgInsert({released.Cut}, Form = Form.Released)");
            using var network = model.CreateNetwork(ScalarType.Float32);
            var trainer = model.CreateTrainer(network, new RecordedLabels(side, [.. Enumerable.Repeat(1, classes)]));
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
                using var withoutGradient = no_grad();
                network.eval();
                Assert.Equal([1, .. maps], CompiledNetwork.ExtractFeatures(network, zeros(1, 3, side, side)).shape);
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
}
