using System.Text.Json;
using Rsg.Generation;
using Rsg.Randomness;

namespace Rsg.Parity.Tests.Tables;

/// <summary>How many new samples a batch yields, in both forms.</summary>
public static class SegmentsTable
{
    public static bool IsMeant(JsonElement table) =>
        table.ValueKind == JsonValueKind.Object && table.TryGetProperty("columns", out _) && table.TryGetProperty("rows", out _);

    public static void Run(JsonElement table)
    {
        Assert.Equal(
            ["strength", "n_freq", "n_rare", "official_segments", "official_n_new", "paper_s_new"],
            table.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!));
        Assert.NotEqual(0, table.GetProperty("rows").GetArrayLength());
        foreach (var row in table.GetProperty("rows").EnumerateArray())
        {
            var strength = row[0].GetDouble();
            var frequent = Enumerable.Range(0, row[1].GetInt32()).Select(i => (long)i).ToArray();
            var rare = Enumerable.Range(frequent.Length, row[2].GetInt32()).Select(i => (long)i).ToArray();
            Assert.Equal(row[3].GetInt32(), NewSampleCount.ReleasedSegments(strength, frequent.Length, rare.Length));
            Assert.Equal(row[4].GetInt32(), NewSamples.InSegments(frequent, rare, strength).Count);
            Assert.Equal(row[5].GetInt32(), NewSamples.Drawn(frequent, rare, strength, new SplitMix64(0)).Count);
        }
    }
}
