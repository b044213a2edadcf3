using Rsg.Data;

namespace Rsg.Runtime.Tests.Data;

/// <summary>A set of one's own may compute its labels when they are asked for: asked for image by image, that would take the square of their number.</summary>
public sealed class ComputedLabelsTests
{
    private static readonly Func<IImageDataset, object>[] Uses =
    [
        images => new Subset(images, Enumerable.Range(0, images.Count)),
        images => ImbalancedSubset.LongTailed(images, 10),
        images => new ImageSets(images).HoldOut(0.1, 0),
        images =>
        {
            DatasetShape.Require(images, classes: 2, channels: 1, height: 1, width: 1);
            return images;
        },
        images => ReadBatches.Of(new BatchLoader(images, 10, shuffle: true, seed: 0, dropLast: false), 0),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Uses.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Labels_are_asked_for_a_few_times_however_many_images_there_are(int use)
    {
        var images = new Computed();

        Uses[use](images);

        Assert.InRange(images.Asked, 1, 4);
    }

    private sealed class Computed : IImageDataset
    {
        private int asked;

        public int Asked => asked;

        public int Count => 500;

        public int Channels => 1;

        public int Height => 1;

        public int Width => 1;

        public int Classes => 2;

        public IReadOnlyList<int> Labels
        {
            get
            {
                Interlocked.Increment(ref asked);
                return [.. Enumerable.Range(0, Count).Select(index => index % Classes)];
            }
        }

        public void Read(int index, Span<float> pixels, Random? augmentation) => pixels[0] = index;
    }
}
