using System.Text.Json;
using Rsg.Balancing;

namespace Rsg.Parity.Tests.Tables;

/// <summary>Class counts and class-balanced weights of the imbalanced CIFAR sets.</summary>
public static class ClassCountsTable
{
    private const string WeightsPrefix = "cb_weights_beta_";

    public static bool IsMeant(JsonElement table) =>
        table.ValueKind == JsonValueKind.Array && table.GetArrayLength() > 0 && table[0].TryGetProperty("counts", out _);

    public static void Run(JsonElement table)
    {
        foreach (var row in table.EnumerateArray())
        {
            var expected = row.GetProperty("counts").EnumerateArray().Select(count => count.GetInt32()).ToArray();
            var ratio = row.GetProperty("rho").GetDouble();
            var counts = row.GetProperty("imb_type").GetString() switch
            {
                "exp" => ClassCounts.LongTailed(expected.Length, expected[0], ratio),
                "step" => ClassCounts.Step(expected.Length, expected[0], ratio),
                var other => throw new InvalidDataException($"Imbalance '{other}' is neither 'exp' nor 'step'."),
            };
            Assert.Equal(expected, counts);
            Assert.Equal(row.GetProperty("total").GetInt32(), counts.Total);

            var weights = row.EnumerateObject().Where(property => property.Name.StartsWith(WeightsPrefix, StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(weights);
            foreach (var recorded in weights)
            {
                var beta = double.Parse(recorded.Name[WeightsPrefix.Length..], System.Globalization.CultureInfo.InvariantCulture);
                var actual = EffectiveNumber.Weights(counts, beta);
                Assert.Equal(expected.Length, recorded.Value.GetArrayLength());
                Assert.All(
                    recorded.Value.EnumerateArray().Zip(actual),
                    pair => Assert.InRange(pair.Second / pair.First.GetDouble(), 1 - 1e-12, 1 + 1e-12));
            }
        }
    }
}
