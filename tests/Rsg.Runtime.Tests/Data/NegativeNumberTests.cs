using System.Globalization;
using Rsg.Balancing;
using Rsg.Data;

namespace Rsg.Runtime.Tests.Data;

/// <summary>Messages are the same wherever they are written: some cultures have a minus sign of their own.</summary>
public sealed class NegativeNumberTests : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentCulture;
    private readonly TemporaryFolder folder = new();

    public NegativeNumberTests()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "~";
        CultureInfo.CurrentCulture = culture;
    }

    public void Dispose()
    {
        CultureInfo.CurrentCulture = before;
        folder.Dispose();
    }

    [Fact]
    public void Labels_and_indices_below_zero_have_a_plain_minus()
    {
        var images = new NumberedImages(3);

        Says("The label of image 0 is -1;", () => _ = new InMemoryImages(new byte[1], [-1], 1, 1, 1, 2));
        Says("Index 1 is -2;", () => _ = new Subset(images, [0, -2]));
        Says("The sampler drew image -3 ", () => ReadBatches.Of(new BatchLoader(images, 1, new ListSampler([-3]), 0), 0));
        Says("Sample 1 has label -4;", () => ClassCounts.FromLabels([0, -4], 2));
    }

    [Theory]
    [InlineData("""{"num_classes": -5, "annotations": []}""", "says that there are -5 classes;")]
    [InlineData("""{"num_classes": 2, "annotations": [{"image_id": -6, "category_id": 0}]}""", "there is no image with the id -6.")]
    [InlineData("""{"num_classes": 2, "images": [{"id": -7, "file_name": "a"}], "annotations": []}""", "the image with the id -7, 'a',")]
    [InlineData("""{"num_classes": 2, "images": [{"id": -8, "file_name": "a"}, {"id": -8, "file_name": "b"}]}""", "images[1] has the id -8,")]
    [InlineData("""{"num_classes": 2, "categories": [{"id": -9}, {"id": -9}]}""", "categories[1] has the id -9,")]
    [InlineData("""{"num_classes": 2, "annotations": [{"fpath": "a", "category_id": -10}]}""", "the label of 'a' is -10;")]
    public void Numbers_in_lists_have_a_plain_minus(string json, string expected)
    {
        string list = folder.Write("list.json", json);

        Says(expected, () => INaturalistFile.Read(list, folder.Root, new ImagePreparation(3, 1, 1)));
    }

    private static void Says(string expected, Action action) =>
        Assert.Contains(expected, Assert.ThrowsAny<Exception>(action).Message, StringComparison.Ordinal);
}
