using Rsg.Data;

namespace Rsg.Runtime.Tests.Data;

public sealed class DatasetShapeTests
{
    [Fact]
    public void A_set_that_fits_is_taken() => DatasetShape.Require(new Set([0, 1, 2]), classes: 3, channels: 1, height: 2, width: 2);

    [Theory]
    [InlineData(new[] { 0, 1 }, 3, 1, 2, 3, "1 x 2 x 3")]
    [InlineData(new[] { 0, 1, 2 }, 4, 1, 2, 2, "4 classes")]
    [InlineData(new int[0], 3, 1, 2, 2, "0 images")]
    [InlineData(new[] { 0, 1, 3 }, 3, 1, 2, 2, "image 2 is 3")]
    [InlineData(new[] { 0, -1, 2 }, 3, 1, 2, 2, "image 1 is -1")]
    public void A_set_that_does_not_is_refused(int[] labels, int classes, int channels, int height, int width, string reason)
    {
        var failure = Assert.Throws<ArgumentException>(() => DatasetShape.Require(new Set(labels), classes, channels, height, width));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_for_each_image_is_needed()
    {
        var failure = Assert.Throws<ArgumentException>(() => DatasetShape.Require(new Set([0, 1], count: 3), 3, 1, 2, 2));

        Assert.Contains("3 images and 2 labels", failure.Message, StringComparison.Ordinal);
    }

    private sealed class Set(int[] labels, int? count = null) : IImageDataset
    {
        public int Count => count ?? labels.Length;

        public int Channels => 1;

        public int Height => 2;

        public int Width => 2;

        public int Classes => 3;

        public IReadOnlyList<int> Labels => labels;

        public void Read(int index, Span<float> pixels, Random? augmentation) => throw new NotSupportedException();
    }
}
