using System.IO.Compression;
using System.Security.Cryptography;
using Rsg.Balancing;
using Rsg.Data;

namespace Rsg.Runtime.Tests.Data;

/// <summary>The files that ship with the quick-start example are what their README says.</summary>
public sealed class QuickStartDataTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "QuickStartData");

    [Theory]
    [InlineData("train-images-idx3-ubyte.gz")]
    [InlineData("train-labels-idx1-ubyte.gz")]
    [InlineData("t10k-images-idx3-ubyte.gz")]
    [InlineData("t10k-labels-idx1-ubyte.gz")]
    public void A_file_has_the_documented_checksums(string name)
    {
        string row = File.ReadLines(Path.Combine(Folder, "README.md")).Single(line => line.StartsWith($"| `{name}`", StringComparison.Ordinal));
        string[] documented = [.. row.Split('|', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(cell => cell.Trim(' ', '`')).Where(cell => cell.Length > 0)];
        byte[] packed = File.ReadAllBytes(Path.Combine(Folder, name));
        using var content = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);

        Assert.Equal([Convert.ToHexStringLower(SHA256.HashData(packed)), Convert.ToHexStringLower(SHA256.HashData(content))], documented);
    }

    [Fact]
    public void The_training_set_is_long_tailed_with_all_three_groups()
    {
        InMemoryImages training = IdxFiles.ReadTrainingSet(Folder, preparation: null, 10);
        ClassCounts counts = ClassCounts.FromLabels(training.Labels, 10);

        Assert.Equal((28, 28, 2478), (training.Height, training.Width, training.Count));
        Assert.Equal([1000, 599, 359, 215, 129, 77, 46, 27, 16, 10], counts);
        Assert.Equal(ClassCounts.LongTailed(10, 1000, 100), counts);
    }

    [Fact]
    public void The_test_set_is_balanced()
    {
        InMemoryImages test = IdxFiles.ReadTestSet(Folder, preparation: null, 10);

        Assert.Equal((28, 28), (test.Height, test.Width));
        Assert.Equal(Enumerable.Repeat(500, 10), ClassCounts.FromLabels(test.Labels, 10));
    }

    [Fact]
    public void The_licence_lies_beside_the_files()
    {
        string licence = File.ReadAllText(Path.Combine(Folder, "LICENSE"));

        Assert.Contains("Copyright (c) 2017 Zalando SE", licence, StringComparison.Ordinal);
        Assert.Contains("The above copyright notice and this permission notice shall be included", licence, StringComparison.Ordinal);
    }
}
