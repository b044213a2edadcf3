using Rsg.Data;
using SkiaSharp;

namespace Rsg.Runtime.Tests.Data;

public sealed class JpegScanTests
{
    private const byte StartOfFrame = 0xC0;

    private static readonly byte[] Jpeg = EncodedImages.Of(40, 30, (x, y) => new SKColor((byte)(x * 6), (byte)(y * 8), 90), SKEncodedImageFormat.Jpeg);

    [Fact]
    public void A_file_that_ends_is_whole_and_so_is_one_with_something_behind_its_end()
    {
        Assert.True(JpegScan.IsWhole(Jpeg));
        Assert.True(JpegScan.IsWhole([.. Jpeg, 1, 2, 3]));
        Assert.True(JpegScan.IsWhole(EncodedImages.WithOrientation(Jpeg)));
    }

    [Fact]
    public void A_file_without_its_end_is_not()
    {
        for (int length = 0; length < Jpeg.Length; length++)
        {
            Assert.False(JpegScan.IsWhole(Jpeg.AsSpan(0, length)), $"The first {length} bytes pass for all {Jpeg.Length}.");
        }
    }

    /// <summary>Markers of T.81, table B.1: progressive, lossless, hierarchical and arithmetic coding are frames of their own.</summary>
    [Fact]
    public void Of_the_frames_only_those_of_one_sequential_scan_count()
    {
        int frame = Jpeg.AsSpan().IndexOf([(byte)0xFF, StartOfFrame]);
        for (int marker = StartOfFrame; marker <= 0xCF; marker++)
        {
            byte[] changed = [.. Jpeg];
            changed[frame + 1] = (byte)marker;
            Assert.Equal(marker is 0xC0 or 0xC1, JpegScan.IsWhole(changed));
        }
    }

    [Fact]
    public void A_scan_of_some_components_is_not_the_only_one()
    {
        int scan = Jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xDA]);
        Assert.Equal(3, Jpeg[scan + 4]);
        byte[] changed = [.. Jpeg];
        changed[scan + 4] = 1;

        Assert.False(JpegScan.IsWhole(changed));
        Assert.False(JpegScan.IsWhole(CmykJpeg.Plain(1, 2, 3, 4)));
    }

    [Fact]
    public void Another_marker_in_the_scan_ends_it_too_early()
    {
        int scan = Jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xDA]);
        byte[] changed = [.. Jpeg];
        (changed[scan + 40], changed[scan + 41]) = (0xFF, 0xC4);
        Assert.False(JpegScan.IsWhole(changed));

        // A restart does not.
        (changed[scan + 40], changed[scan + 41]) = (0xFF, 0xD3);
        Assert.True(JpegScan.IsWhole(changed));
    }

    [Fact]
    public void What_is_no_JPEG_is_not()
    {
        Assert.False(JpegScan.IsWhole([]));
        Assert.False(JpegScan.IsWhole([0xFF, 0xD8]));
        Assert.False(JpegScan.IsWhole([0xFF, 0xD8, 0xFF, 0xD9]));
        Assert.False(JpegScan.IsWhole([0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 0xFF, 0xD9]));
        Assert.False(JpegScan.IsWhole([0xFF, 0xD8, 0xFF, 0xC0, 0, 2, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9]));
        Assert.False(JpegScan.IsWhole(EncodedImages.Plain(SKColors.Red)));
    }
}
