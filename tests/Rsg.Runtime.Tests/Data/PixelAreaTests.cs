using Rsg.Data;
using Rsg.Randomness;

namespace Rsg.Runtime.Tests.Data;

public sealed class PixelAreaTests
{
    /// <summary>
    /// Share s uniform in [0.08, 1], u = |ln shape| uniform in [0, L], L = ln 4/3; a draw fits a square image if s &lt;= exp(-u). Of those
    /// that fit, by integration: P(s &lt;= 1/2) = 0.42 L / (1/4 - 0.08 L) = 0.53230; the mean of s is
    /// (7/64 - 0.0032 L) / (1/4 - 0.08 L) = 0.47780; P(u &lt;= L/2) = (1 - sqrt(3/4) - 0.04 L) / (1/4 - 0.08 L) = 0.53954.
    /// Bounds of six standard deviations of 40,000 draws: each is left with probability 2e-9. That ten draws in a row do not fit: 4e-9.
    /// </summary>
    [Fact]
    public void Areas_shapes_and_places_of_a_random_resized_crop_are_distributed_as_defined()
    {
        const int Side = 2000;
        const int Draws = 40_000;
        int small = 0;
        int nearlySquare = 0;
        int wide = 0;
        double share = 0;
        double top = 0;
        double left = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            PixelArea area = PixelArea.DrawResized(SplitMix64.ForSample(1, 0, draw), Side, Side);
            double part = (double)area.Height * area.Width / (Side * Side);
            double shape = (double)area.Width / area.Height;
            Assert.InRange(part, 0.0795, 1);
            Assert.InRange(shape, 0.7485, 1.336);
            Assert.InRange(area.Top, 0, Side - area.Height);
            Assert.InRange(area.Left, 0, Side - area.Width);
            share += part / Draws;
            small += part <= 0.5 ? 1 : 0;
            wide += shape > 1 ? 1 : 0;
            nearlySquare += Math.Abs(Math.Log(shape)) <= Math.Log(4.0 / 3) / 2 ? 1 : 0;
            top += (area.Top + 0.5) / (Side - area.Height + 1) / Draws;
            left += (area.Left + 0.5) / (Side - area.Width + 1) / Draws;
        }

        Assert.InRange(small / (double)Draws, 0.5323 - 0.0150, 0.5323 + 0.0150);
        Assert.InRange(nearlySquare / (double)Draws, 0.5395 - 0.0150, 0.5395 + 0.0150);
        Assert.InRange(wide / (double)Draws, 0.5 - 0.0150, 0.5 + 0.0150);
        Assert.InRange(share, 0.4778 - 0.0075, 0.4778 + 0.0075);
        Assert.InRange(top, 0.5 - 0.0087, 0.5 + 0.0087);
        Assert.InRange(left, 0.5 - 0.0087, 0.5 + 0.0087);
    }

    /// <summary>The rule of torchvision's RandomResizedCrop: of an image that is too long, the middle at the longest allowed shape.</summary>
    [Theory]
    [InlineData(100, 1000, 0, 433, 100, 133)]
    [InlineData(1000, 100, 433, 0, 133, 100)]
    [InlineData(1, 5000, 0, 2499, 1, 1)]
    public void Where_nothing_fits_it_is_the_largest_central_window(int height, int width, int top, int left, int cropHeight, int cropWidth)
    {
        Assert.Equal(new PixelArea(top, left, cropHeight, cropWidth), PixelArea.DrawResized(new AlwaysNearlyOne(), height, width));
    }

    /// <summary>Of an image of an allowed shape, all; reached only by a source of randomness that always says the same.</summary>
    [Fact]
    public void Where_nothing_fits_an_image_of_an_allowed_shape_it_is_the_whole()
    {
        Assert.Equal(new PixelArea(0, 0, 300, 301), PixelArea.DrawResized(new AlwaysNearlyOne(), 300, 301));
    }

    [Fact]
    public void A_single_pixel_can_be_cropped()
    {
        Assert.Equal(new PixelArea(0, 0, 1, 1), PixelArea.DrawResized(SplitMix64.ForSample(0, 0, 0), 1, 1));
    }

    /// <summary>Python rounds halves to the even number: 0.5 to 0, 1.5 to 2, 2.5 to 2.</summary>
    [Theory]
    [InlineData(5, 0)]
    [InlineData(7, 2)]
    [InlineData(9, 2)]
    [InlineData(8, 2)]
    public void The_centre_lies_where_torchvision_puts_it(int side, int expected)
    {
        Assert.Equal(new PixelArea(expected, expected, 4, 4), PixelArea.Center(side, side, 4, 4));
    }

    private sealed class AlwaysNearlyOne : Random
    {
        public override double NextDouble() => 0.99;

        public override int Next(int maxValue) => 0;
    }
}
