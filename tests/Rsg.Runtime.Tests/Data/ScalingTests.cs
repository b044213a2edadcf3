using Rsg.Data;

namespace Rsg.Runtime.Tests.Data;

public sealed class ScalingTests
{
    /// <summary>Worked out by hand: centers of scaled pixels fall on source positions 0.25, 0.75, 1.25, 1.75; the outer two lie beyond the centers of the ends.</summary>
    [Fact]
    public void Enlarging_interpolates()
    {
        Assert.Equal([0, 25, 75, 100], Scale([0, 100], 1, 2, 1, 4));
        Assert.Equal([0, 25, 75, 100], Scale([0, 100], 2, 1, 4, 1));
    }

    /// <summary>
    /// Worked out by hand. Two pixels to one: the mean, 127.5, is rounded up as Pillow does. Four to two: the triangle of the first reaches
    /// three pixels, with weights 3/4, 3/4, 1/4 over their sum; 200 / 7 = 28.57, and 200 * 6 / 7 = 171.43.
    /// </summary>
    [Fact]
    public void Shrinking_counts_every_pixel()
    {
        Assert.Equal([128], Scale([0, 255], 1, 2, 1, 1));
        Assert.Equal([29, 171], Scale([0, 0, 200, 200], 1, 4, 1, 2));
    }

    [Theory]
    [InlineData(5, 7, 11, 4)]
    [InlineData(37, 23, 8, 8)]
    [InlineData(8, 8, 37, 23)]
    [InlineData(60, 3, 7, 9)]
    [InlineData(9, 9, 9, 9)]
    public void Is_the_weighted_mean_that_the_triangle_defines(int height, int width, int scaledHeight, int scaledWidth)
    {
        byte[] image = Noise(height * width);

        byte[] scaled = Scale(image, height, width, scaledHeight, scaledWidth);

        for (int y = 0; y < scaledHeight; y++)
        {
            for (int x = 0; x < scaledWidth; x++)
            {
                double expected = WeightedMean(image, height, width, (y + 0.5) * height / scaledHeight, (x + 0.5) * width / scaledWidth, (double)height / scaledHeight, (double)width / scaledWidth);

                // Rows are rounded before columns are scaled: half a step each.
                Assert.InRange(scaled[(y * scaledWidth) + x], expected - 1.01, expected + 1.01);
            }
        }
    }

    [Fact]
    public void A_part_is_scaled_as_if_it_had_been_cut_out_before()
    {
        byte[] image = Noise(3 * 20 * 30);
        var area = new PixelArea(4, 7, 11, 13);
        var cut = new List<byte>();
        for (int channel = 0; channel < 3; channel++)
        {
            for (int y = 0; y < area.Height; y++)
            {
                cut.AddRange(image.AsSpan((((channel * 20) + area.Top + y) * 30) + area.Left, area.Width));
            }
        }

        var direct = new byte[3 * 6 * 17];
        Scaling.Scale(new ImagePixels(image, 3, 20, 30), area, 6, 17, new PixelArea(0, 0, 6, 17), direct);
        var indirect = new byte[direct.Length];
        Scaling.Scale(new ImagePixels(cut.ToArray(), 3, 11, 13), new PixelArea(0, 0, 11, 13), 6, 17, new PixelArea(0, 0, 6, 17), indirect);

        Assert.Equal(indirect, direct);
    }

    [Fact]
    public void What_is_wanted_of_the_result_is_what_the_whole_has_there()
    {
        byte[] image = Noise(40 * 50);
        byte[] whole = Scale(image, 40, 50, 13, 17);

        var part = new byte[5 * 4];
        Scaling.Scale(new ImagePixels(image, 1, 40, 50), new PixelArea(0, 0, 40, 50), 13, 17, new PixelArea(6, 9, 5, 4), part);

        Assert.Equal(Enumerable.Range(0, 20).Select(i => whole[((6 + (i / 4)) * 17) + 9 + (i % 4)]), part);
    }

    /// <summary>A decoder gives pixels, a set in memory planes; the same image must be scaled to the same bytes. The byte that means nothing may be anything.</summary>
    [Theory]
    [InlineData(20, 30, 6, 17)]
    [InlineData(60, 90, 31, 33)]
    [InlineData(5, 3, 40, 67)]
    [InlineData(7, 900, 9, 8)]
    [InlineData(1, 1, 5, 9)]
    public void Pixels_are_scaled_as_planes_are(int height, int width, int scaledHeight, int scaledWidth)
    {
        byte[] pixels = Noise(ImagePixels.BytesPerPixel * height * width);
        var planes = new byte[3 * height * width];
        for (int i = 0; i < height * width; i++)
        {
            for (int channel = 0; channel < 3; channel++)
            {
                planes[(channel * height * width) + i] = pixels[(i * ImagePixels.BytesPerPixel) + channel];
            }
        }

        var source = new PixelArea(height / 4, width / 5, height - (height / 4), width - (width / 5));
        var wanted = new PixelArea(1, 2, scaledHeight - 2, scaledWidth - 3);
        var expected = new byte[3 * wanted.Height * wanted.Width];
        Scaling.Scale(new ImagePixels(planes, 3, height, width), source, scaledHeight, scaledWidth, wanted, expected);
        var scaled = new byte[expected.Length];
        Scaling.Scale(ImagePixels.OfColors(pixels, height, width, PartOfImage.Whole(height, width)), source, scaledHeight, scaledWidth, wanted, scaled);

        Assert.Equal(expected, scaled);
    }

    private static byte[] Scale(byte[] image, int height, int width, int scaledHeight, int scaledWidth)
    {
        var scaled = new byte[scaledHeight * scaledWidth];
        Scaling.Scale(
            new ImagePixels(image, 1, height, width), new PixelArea(0, 0, height, width), scaledHeight, scaledWidth, new PixelArea(0, 0, scaledHeight, scaledWidth), scaled);
        return scaled;
    }

    /// <summary>All source pixels, each with the product of the triangles' heights over its center.</summary>
    private static double WeightedMean(byte[] image, int height, int width, double atY, double atX, double stepY, double stepX)
    {
        double sum = 0;
        double weights = 0;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double weight = Triangle((y + 0.5 - atY) / Math.Max(1, stepY)) * Triangle((x + 0.5 - atX) / Math.Max(1, stepX));
                sum += weight * image[(y * width) + x];
                weights += weight;
            }
        }

        return sum / weights;
    }

    private static double Triangle(double distance) => Math.Max(0, 1 - Math.Abs(distance));

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(length).NextBytes(noise);
        return noise;
    }
}
