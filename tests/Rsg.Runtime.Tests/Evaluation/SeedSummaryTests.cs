using System.Text.Json;
using Rsg.Evaluation;

namespace Rsg.Runtime.Tests.Evaluation;

public sealed class SeedSummaryTests
{
    private static readonly SeedSummary Three = new([Right(78), Right(80), Right(79)]);

    [Fact]
    public void Mean_and_deviation_are_of_the_sample()
    {
        // Deviations of -1, 1 and 0 points: (1 + 1 + 0) / (3 - 1) = 1.
        Assert.Equal(0.79, Three.Accuracy.Mean!.Value, 12);
        Assert.Equal(0.01, Three.Accuracy.StandardDeviation!.Value, 12);
        Assert.Equal((0.78, 0.80), (Three.Accuracy.Minimum!.Value, Three.Accuracy.Maximum!.Value));
        Assert.Equal(new[] { 0.78, 0.80, 0.79 }, Three.Accuracy.Values);

        // The first class is always right.
        Assert.Equal((1.0, 0.0), (Three["many"].Mean!.Value, Three["many"].StandardDeviation!.Value));
    }

    [Fact]
    public void Is_written_on_one_line()
    {
        Assert.Equal("79.0 ± 1.0 % (3 seeds)", Three.ToString());
        Assert.Equal("78.0 % (1 seed; last epoch)", new SeedSummary([Right(78)], "last epoch").ToString());
    }

    [Fact]
    public void One_seed_has_no_deviation()
    {
        SeedSummary one = new([Right(78)]);

        Assert.Equal((0.78, null), (one.Accuracy.Mean!.Value, one.Accuracy.StandardDeviation));
        using JsonDocument json = JsonDocument.Parse(one.ToJson());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("metrics").GetProperty("accuracy").GetProperty("standardDeviation").ValueKind);
        Assert.Contains("accuracy 78.0 - 78.0 78.0", Squeezed(one.ToTable()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_metric_without_values_stays_without()
    {
        Assert.Null(Three["few"].Mean);
        Assert.Equal("-", Three["few"].ToString());
        Assert.DoesNotContain("few", Three.ToTable(), StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(Three.ToJson());
        JsonElement few = json.RootElement.GetProperty("metrics").GetProperty("few");
        Assert.Equal((JsonValueKind.Null, 0), (few.GetProperty("mean").ValueKind, few.GetProperty("values").GetArrayLength()));
    }

    [Fact]
    public void Csv_has_a_row_for_every_metric()
    {
        string[] lines = new SeedSummary([Right(78), Right(80)], "last, or best").ToCsv().Split('\n');

        Assert.Equal("metric,seeds,mean,standardDeviation,minimum,maximum,selection,skippedImages", lines[0]);
        Assert.StartsWith("accuracy,2,0.79,0.0141421356237", lines[1], StringComparison.Ordinal); // 0.02 / sqrt(2)
        Assert.EndsWith(",0.78,0.8,\"last, or best\",0", lines[1], StringComparison.Ordinal);
        Assert.Equal("topFiveAccuracy,2,,,,,\"last, or best\",0", lines[2]);
        Assert.Equal(13, lines.Length);
    }

    [Fact]
    public void What_cannot_be_summed_up_is_refused()
    {
        Assert.Throws<ArgumentException>("results", () => new SeedSummary([]));
        Assert.Contains(
            "other training counts",
            Assert.Throws<ArgumentException>("results", () => new SeedSummary([Right(78), Matrices.Result([[1, 0], [0, 1]], [500, 30])])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "1 of 2 evaluations have a value of medium",
            Assert.Throws<ArgumentException>("results", () => new SeedSummary([Right(78), Matrices.Result([[1, 0], [0, 0]], [500, 20])])).Message,
            StringComparison.Ordinal);
        Assert.Contains("there are accuracy, topFiveAccuracy", Assert.Throws<KeyNotFoundException>(() => Three["top1"]).Message, StringComparison.Ordinal);
    }

    /// <summary>So many right of a hundred samples, all of the first class and one of the second.</summary>
    private static EvaluationResult Right(int right) => Matrices.Result([[right - 1, 0], [100 - right, 1]], [500, 20]);

    private static string Squeezed(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
