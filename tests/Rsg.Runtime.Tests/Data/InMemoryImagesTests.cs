using Rsg.Data;
using Rsg.Randomness;

namespace Rsg.Runtime.Tests.Data;

public sealed class InMemoryImagesTests
{
    [Fact]
    public void A_pixel_is_divided_by_255_then_normalised_by_its_channel()
    {
        var images = new InMemoryImages([0, 255, 51, 102], [0], 2, 1, 2, 2, new ChannelStatistics([0.5, 0.1], [0.25, 0.2]));
        var pixels = new float[4];

        images.Read(0, pixels, augmentation: null);

        // (0 - 0.5) / 0.25, (1 - 0.5) / 0.25, (0.2 - 0.1) / 0.2, (0.4 - 0.1) / 0.2
        Assert.Equal([-2f, 2f, 0.5f, 1.5f], pixels);
    }

    [Fact]
    public void Without_statistics_white_is_exactly_one()
    {
        var images = new InMemoryImages([255, 0], [0, 1], 1, 1, 1, 2);
        var pixel = new float[1];

        images.Read(0, pixel, augmentation: null);
        Assert.Equal(1f, pixel[0]);
        images.Read(1, pixel, augmentation: null);
        Assert.Equal(0f, pixel[0]);
    }

    [Theory]
    [InlineData(1, 28, 28, 4, true)]
    [InlineData(3, 5, 7, 4, true)]
    [InlineData(3, 5, 7, 4, false)]
    [InlineData(2, 3, 2, 6, true)]
    [InlineData(2, 4, 4, 0, true)]
    public void A_window_is_what_padding_cropping_and_flipping_give_one_after_the_other(int channels, int height, int width, int padding, bool flip)
    {
        var bytes = new byte[channels * height * width];
        new Random(11).NextBytes(bytes);
        var statistics = new ChannelStatistics(Enumerable.Repeat(0.3, channels), Enumerable.Range(1, channels).Select(channel => 0.2 * channel));
        var images = new InMemoryImages(
            bytes,
            [0],
            2,
            new ImagePreparation(channels, height, width) { Crop = Crop.Padded, Padding = padding, HorizontalFlip = flip, Statistics = statistics });
        var plain = new InMemoryImages(bytes, [0], channels, height, width, 2, statistics);
        var unchanged = new float[bytes.Length];
        plain.Read(0, unchanged, augmentation: null);

        for (int top = 0; top <= 2 * padding; top++)
        {
            for (int left = 0; left <= 2 * padding; left++)
            {
                foreach (bool mirrored in flip ? new[] { false, true } : [false])
                {
                    var pixels = new float[bytes.Length];
                    images.Read(0, pixels, new Scripted(flip ? [top, left, mirrored ? 1 : 0] : [top, left]));
                    Assert.Equal(PadCropFlip(unchanged, channels, height, width, padding, statistics, top, left, mirrored), pixels);
                }
            }
        }
    }

    [Fact]
    public void Windows_and_mirrorings_are_uniform()
    {
        // A single white pixel in the middle of 3 x 3 shows where the window lies; padding 1: 9 windows of the image, mirrored or not.
        // 18,000 draws of 18 cases: 1000 expected of each. Chi-square, 17 degrees of freedom, exceeds 61 with probability below 1e-6.
        byte[] image = [10, 20, 30, 40, 50, 60, 70, 80, 90];
        var images = new InMemoryImages(image, [0], 2, new ImagePreparation(1, 3, 3) { Crop = Crop.Padded, Padding = 1, HorizontalFlip = true });
        var seen = new Dictionary<string, int>();
        var pixels = new float[9];
        for (int index = 0; index < 18_000; index++)
        {
            images.Read(0, pixels, SplitMix64.ForSample(9, 0, index));
            string shown = string.Join(' ', pixels);
            seen[shown] = seen.GetValueOrDefault(shown) + 1;
        }

        Assert.Equal(18, seen.Count);
        double statistic = seen.Values.Sum(count => Math.Pow(count - 1000, 2) / 1000);
        Assert.True(statistic < 61, $"The chi-square statistic is {statistic}.");
    }

    [Fact]
    public void Without_an_augmentation_a_training_read_is_a_plain_read()
    {
        var images = new InMemoryImages([1, 2, 3, 4], [0], 1, 2, 2, 2);
        var plain = new float[4];
        var training = new float[4];

        images.Read(0, plain, augmentation: null);
        images.Read(0, training, new Random(1));

        Assert.Equal(plain, training);
    }

    [Fact]
    public void Sizes_and_labels_that_do_not_fit_are_refused()
    {
        Assert.Contains(
            "2 labels with images of 1 x 2 x 2 need 8 bytes",
            Assert.Throws<ArgumentException>("pixels", () => new InMemoryImages(new byte[7], [0, 1], 1, 2, 2, 2)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("pixels", () => new InMemoryImages([], [], 1, 2, 2, 2));
        Assert.Throws<ArgumentException>("pixels", () => new InMemoryImages(new byte[4], [0], int.MaxValue, int.MaxValue, int.MaxValue, 2));
        Assert.Contains(
            "The label of image 1 is 2; with 2 classes it must be 0 to 1.",
            Assert.Throws<ArgumentException>("labels", () => new InMemoryImages(new byte[2], [0, 2], 1, 1, 1, 2)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("labels", () => new InMemoryImages(new byte[1], [-1], 1, 1, 1, 2));
        Assert.Throws<ArgumentOutOfRangeException>("classes", () => new InMemoryImages(new byte[1], [0], 1, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("channels", () => new InMemoryImages(new byte[1], [0], 0, 1, 1, 2));
        Assert.Throws<ArgumentException>(() => new InMemoryImages(new byte[3], [0], 3, 1, 1, 2, ChannelStatistics.FashionMnist));
    }

    [Fact]
    public void Statistics_that_cannot_be_normalised_with_are_refused()
    {
        Assert.Throws<ArgumentException>("standardDeviations", () => new ChannelStatistics([0.5], [0]));
        Assert.Throws<ArgumentException>("standardDeviations", () => new ChannelStatistics([0.5], [double.NaN]));
        Assert.Throws<ArgumentException>("standardDeviations", () => new ChannelStatistics([0.5, 0.5], [1]));
        Assert.Throws<ArgumentException>("standardDeviations", () => new ChannelStatistics([], []));
        Assert.Throws<ArgumentException>("means", () => new ChannelStatistics([double.PositiveInfinity], [1]));
    }

    [Fact]
    public void Reading_checks_the_index_and_the_destination()
    {
        var images = new InMemoryImages([1, 2, 3, 4], [0], 1, 2, 2, 2);

        Assert.Throws<ArgumentOutOfRangeException>("index", () => images.Read(1, new float[4], augmentation: null));
        Assert.Throws<ArgumentOutOfRangeException>("index", () => images.Read(-1, new float[4], augmentation: null));
        Assert.Throws<ArgumentException>("pixels", () => images.Read(0, new float[3], augmentation: null));
    }

    /// <summary>The augmentation in its three literal steps, each with an array of its own.</summary>
    private static float[] PadCropFlip(
        float[] image, int channels, int height, int width, int padding, ChannelStatistics statistics, int top, int left, bool mirrored)
    {
        var padded = new float[channels, height + (2 * padding), width + (2 * padding)];
        for (int c = 0; c < channels; c++)
        {
            for (int y = 0; y < padded.GetLength(1); y++)
            {
                for (int x = 0; x < padded.GetLength(2); x++)
                {
                    padded[c, y, x] = (float)((0 - statistics.Means[c]) / statistics.StandardDeviations[c]);
                }
            }

            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    padded[c, y + padding, x + padding] = image[(((c * height) + y) * width) + x];
                }
            }
        }

        var cropped = new float[channels, height, width];
        var flipped = new List<float>();
        for (int c = 0; c < channels; c++)
        {
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    cropped[c, y, x] = padded[c, y + top, x + left];
                }

                for (int x = 0; x < width; x++)
                {
                    flipped.Add(cropped[c, y, mirrored ? width - 1 - x : x]);
                }
            }
        }

        return [.. flipped];
    }

    /// <summary>Draws what it was told to.</summary>
    private sealed class Scripted(int[] draws) : Random
    {
        private int drawn;

        public override int Next(int maxValue)
        {
            int draw = draws[drawn++];
            Assert.InRange(draw, 0, maxValue - 1);
            return draw;
        }
    }
}
