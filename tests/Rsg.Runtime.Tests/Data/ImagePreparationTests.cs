using Rsg.Data;
using Rsg.Randomness;

namespace Rsg.Runtime.Tests.Data;

public sealed class ImagePreparationTests
{
    /// <summary>256 / 224 of the input's side where training crops at random scales (He et al. 2016), and the side itself where it does not.</summary>
    [Theory]
    [InlineData(Crop.RandomResized, 224, 224, 256)]
    [InlineData(Crop.RandomResized, 112, 160, 128)]
    [InlineData(Crop.RandomResized, 32, 32, 37)]
    [InlineData(Crop.Padded, 32, 32, 32)]
    [InlineData(Crop.None, 28, 30, 28)]
    public void The_shorter_side_follows_from_the_crop(Crop crop, int height, int width, int expected)
    {
        Assert.Equal(expected, new ImagePreparation(3, height, width) { Crop = crop }.ScaledShorterSide);
        Assert.Equal(300, new ImagePreparation(3, height, width) { Crop = crop, ShorterSide = 300 }.ScaledShorterSide);
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        var preparation = new ImagePreparation(3, 32, 48);

        Assert.Throws<ArgumentOutOfRangeException>("channels", () => new ImagePreparation(0, 32, 32));
        Assert.Throws<ArgumentOutOfRangeException>("height", () => new ImagePreparation(3, 0, 32));
        Assert.Throws<ArgumentOutOfRangeException>("width", () => new ImagePreparation(3, 32, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => preparation with { Crop = (Crop)3 });
        Assert.Throws<ArgumentOutOfRangeException>(() => preparation with { Padding = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => preparation with { ColorJitter = -0.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => preparation with { ColorJitter = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => preparation with { ShorterSide = 31 });
        Assert.Throws<ArgumentException>(() => preparation with { Statistics = ChannelStatistics.FashionMnist });
        Assert.Throws<ArgumentException>(() => new ImagePreparation(2, 4, 4) { ColorJitter = 0.1 });
        Assert.Equal((32, 0.4), ((preparation with { ShorterSide = 32 }).ShorterSide!.Value, (preparation with { ColorJitter = 0.4 }).ColorJitter));
    }

    /// <summary>
    /// An image of 512 x 256 whose columns are bright from 192 on: the shorter side stays 256, and the central 224 x 224 are columns 144 to 367,
    /// of which the first 48 are dark.
    /// </summary>
    [Fact]
    public void Evaluation_shows_the_centre()
    {
        byte[] image = [.. Enumerable.Range(0, 256 * 512).Select(i => (byte)(i % 512 < 192 ? 0 : 255))];

        float[] input = Write(new ImagePreparation(1, 224, 224) { Crop = Crop.RandomResized }, image, 256, 512, augmentation: null);

        Assert.Equal(Enumerable.Range(0, 224 * 224).Select(i => i % 224 < 48 ? 0f : 1f), input);
    }

    /// <summary>Sizes by hand: 100 x 37 becomes 691 x 256 (256 * 100 / 37 = 691.9, rounded down), and the centre of 224 begins at row 234 (233.5 to the even number).</summary>
    [Fact]
    public void Evaluation_scales_the_shorter_side_and_rounds_as_torchvision()
    {
        byte[] image = [.. Enumerable.Range(0, 100 * 37).Select(i => (byte)(i / 37 * 2))];
        var whole = new byte[691 * 256];
        Scaling.Scale(new ImagePixels(image, 1, 100, 37), new PixelArea(0, 0, 100, 37), 691, 256, new PixelArea(0, 0, 691, 256), whole);

        float[] input = Write(new ImagePreparation(1, 224, 224) { Crop = Crop.RandomResized }, image, 100, 37, augmentation: null);

        Assert.Equal(Enumerable.Range(0, 224 * 224).Select(i => whole[((234 + (i / 224)) * 256) + 16 + (i % 224)] / 255f), input);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4000)]
    [InlineData(4000, 1)]
    [InlineData(3, 1000)]
    public void Images_of_any_shape_fill_inputs_of_any_shape(int height, int width)
    {
        byte[] image = [.. Enumerable.Repeat((byte)255, 3 * height * width)];
        foreach (Crop crop in Enum.GetValues<Crop>())
        {
            foreach ((int inputHeight, int inputWidth) in new[] { (8, 8), (4, 20), (20, 4) })
            {
                var preparation = new ImagePreparation(3, inputHeight, inputWidth) { Crop = crop, Padding = 0, HorizontalFlip = true };
                Assert.All(Write(preparation, image, height, width, null), value => Assert.Equal(1f, value));
                Assert.All(Write(preparation, image, height, width, SplitMix64.ForSample(0, 0, 0)), value => Assert.Equal(1f, value));
            }
        }
    }

    /// <summary>
    /// Every choice comes from the random source of the read: the crop, then the mirroring, then the colours. Half are mirrored: 2000 draws, and
    /// six standard deviations are 134.
    /// </summary>
    [Fact]
    public void A_random_resized_crop_is_cut_out_scaled_and_mirrored()
    {
        var image = new byte[3 * 40 * 50];
        new Random(1).NextBytes(image);
        var preparation = new ImagePreparation(3, 12, 14) { Crop = Crop.RandomResized, HorizontalFlip = true };
        int mirrored = 0;
        for (int draw = 0; draw < 2000; draw++)
        {
            Random again = SplitMix64.ForSample(7, 0, draw);
            PixelArea area = PixelArea.DrawResized(again, 40, 50);
            var expected = new byte[3 * 12 * 14];
            Scaling.Scale(new ImagePixels(image, 3, 40, 50), area, 12, 14, new PixelArea(0, 0, 12, 14), expected);
            bool flip = again.Next(2) == 1;
            mirrored += flip ? 1 : 0;
            if (draw < 50)
            {
                Assert.Equal(
                    Enumerable.Range(0, expected.Length).Select(i => expected[flip ? i - (i % 14) + 13 - (i % 14) : i] / 255f),
                    Write(preparation, image, 40, 50, SplitMix64.ForSample(7, 0, draw)));
            }
        }

        Assert.InRange(mirrored, 866, 1134);
    }

    [Fact]
    public void Colours_are_varied_before_they_are_normalised()
    {
        var image = new byte[3 * 64];
        new Random(1).NextBytes(image);
        var preparation = new ImagePreparation(3, 8, 8) { ColorJitter = 0.4, Statistics = ChannelStatistics.ImageNet };
        byte[] varied = [.. image];
        ColorVariation.Draw(SplitMix64.ForSample(1, 1, 1), 0.4).Apply(varied, 3);

        float[] input = Write(preparation, image, 8, 8, SplitMix64.ForSample(1, 1, 1));

        double[] means = [0.485, 0.456, 0.406];
        double[] deviations = [0.229, 0.224, 0.225];
        for (int i = 0; i < input.Length; i++)
        {
            Assert.Equal(((varied[i] / 255.0) - means[i / 64]) / deviations[i / 64], input[i], 5);
        }

        Assert.NotEqual(image, varied);
    }

    private static float[] Write(ImagePreparation preparation, byte[] image, int height, int width, Random? augmentation)
    {
        var writer = new InputWriter(preparation);
        var input = new float[writer.Size];
        writer.Write(new ImagePixels(image, preparation.Channels, height, width), input, augmentation);
        return input;
    }
}
