using System.Buffers.Binary;
using Rsg.Data;
using SkiaSharp;

namespace Rsg.Runtime.Tests.Data;

public sealed class ImageDecoderTests
{
    [Theory]
    [InlineData(SKEncodedImageFormat.Png, 0)]
    [InlineData(SKEncodedImageFormat.Jpeg, 4)]
    [InlineData(SKEncodedImageFormat.Webp, 6)]
    public void Colours_come_channel_by_channel(SKEncodedImageFormat format, int tolerance)
    {
        byte[] file = EncodedImages.Plain(new SKColor(200, 100, 50), 16, 8, format);

        byte[] pixels = Decode(file, 3);

        Assert.Equal(3 * 16 * 8, pixels.Length);
        Assert.All(pixels.AsSpan(0, 128).ToArray(), value => Assert.InRange(value, 200 - tolerance, 200 + tolerance));
        Assert.All(pixels.AsSpan(128, 128).ToArray(), value => Assert.InRange(value, 100 - tolerance, 100 + tolerance));
        Assert.All(pixels.AsSpan(256, 128).ToArray(), value => Assert.InRange(value, 50 - tolerance, 50 + tolerance));
    }

    [Fact]
    public void One_channel_is_the_luma()
    {
        // 0.299 * 200 + 0.587 * 100 + 0.114 * 50 = 124.2
        Assert.Equal([124], Decode(EncodedImages.Plain(new SKColor(200, 100, 50), 1, 1), 1));
        Assert.Equal([255], Decode(EncodedImages.Plain(SKColors.White, 1, 1), 1));
    }

    [Fact]
    public void Grey_palette_and_16_bit_images_become_colours()
    {
        Assert.Equal([10, 250, 10, 250, 10, 250], Decode(EncodedImages.Png(2, 1, 8, 0, [0, 10, 250]), 3));
        Assert.Equal([10, 250], Decode(EncodedImages.Png(2, 1, 8, 0, [0, 10, 250]), 1));
        // One bit a pixel: black and white.
        Assert.Equal([255, 0, 255, 0, 255, 0], Decode(EncodedImages.Png(2, 1, 1, 0, [0, 0b1000_0000]), 3));
        // A palette of two colours, four bits a pixel: 1, 0.
        Assert.Equal([4, 1, 5, 2, 6, 3], Decode(EncodedImages.Png(2, 1, 4, 3, [0, 0x10], [1, 2, 3, 4, 5, 6]), 3));
        // 16 bits: the upper byte counts.
        Assert.Equal([0x12, 0x34, 0x56], Decode(EncodedImages.Png(1, 1, 16, 2, [0, 0x12, 0x01, 0x34, 0x02, 0x56, 0x03]), 3));
    }

    [Fact]
    public void Transparency_is_dropped_and_blended_with_nothing()
    {
        Assert.Equal([200, 100, 50], Decode(EncodedImages.Png(1, 1, 8, 6, [0, 200, 100, 50, 0]), 3));
        Assert.Equal([201, 101, 51], Decode(EncodedImages.Png(1, 1, 8, 6, [0, 201, 101, 51, 77]), 3));
        Assert.Equal([99, 99, 99], Decode(EncodedImages.Png(1, 1, 8, 4, [0, 99, 3]), 3));
        Assert.Equal([7, 8, 9], Decode(EncodedImages.Png(1, 1, 8, 3, [0, 0], [7, 8, 9], transparency: [0]), 3));
    }

    [Fact]
    public void The_orientation_that_a_camera_noted_is_ignored()
    {
        byte[] upright = EncodedImages.Of(24, 8, (x, _) => new SKColor((byte)(x * 10), 0, 0), SKEncodedImageFormat.Jpeg);

        byte[] turned = EncodedImages.WithOrientation(upright);
        using var data = SKData.CreateCopy(turned);
        using (var codec = SKCodec.Create(data))
        {
            Assert.Equal(SKEncodedOrigin.RightTop, codec.EncodedOrigin);
        }

        DecodedImage? image = ImageDecoder.Decode(turned, 3, PartOfImage.Whole, out string? fault);

        Assert.Null(fault);
        using (image)
        {
            Assert.Equal((8, 24), (image!.Image.Height, image.Image.Width));
            Assert.Equal(Decode(upright, 3), Planes(image.Image));
        }
    }

    /// <summary>
    /// Such files hold inks upside down: 255 for none. As Pillow has it, red is what cyan and black leave of white, (255 - C)(255 - K) / 255, and so
    /// on. The luma of the second is 0.299 * 154.7 + 0.587 * 117.3 + 0.114 * 62 = 122.2.
    /// </summary>
    [Fact]
    public void CMYK_becomes_red_green_and_blue()
    {
        AssertAll([255, 255, 255], CmykJpeg.Plain(cyan: 0, magenta: 0, yellow: 0, black: 0));
        AssertAll([155, 117, 62], CmykJpeg.Plain(cyan: 23, magenta: 79, yellow: 162, black: 85), tolerance: 1);
        AssertAll([0, 0, 0], CmykJpeg.Plain(cyan: 10, magenta: 20, yellow: 30, black: 255));
        AssertAll([0, 255, 255], CmykJpeg.Plain(cyan: 255, magenta: 0, yellow: 0, black: 0));
        Assert.All(Decode(CmykJpeg.Plain(cyan: 23, magenta: 79, yellow: 162, black: 85), 1), value => Assert.InRange(value, 121, 123));

        static void AssertAll(byte[] expected, byte[] file, int tolerance = 0)
        {
            byte[][] channels = [.. Decode(file, 3).Chunk(64)];
            for (int channel = 0; channel < 3; channel++)
            {
                Assert.All(channels[channel], value => Assert.InRange(value, expected[channel] - tolerance, expected[channel] + tolerance));
            }
        }
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void A_file_that_is_cut_anywhere_is_refused(SKEncodedImageFormat format)
    {
        var random = new Random(3);
        byte[] file = EncodedImages.Of(32, 32, (_, _) => new SKColor((uint)random.NextInt64() | 0xFF000000), format);

        // The last bytes of a PNG are its empty end chunk, without which all of the picture is there.
        int needed = format == SKEncodedImageFormat.Png ? file.Length - 16 : file.Length;
        for (int length = 0; length < needed; length += length < 64 ? 1 : 97)
        {
            Assert.Null(ImageDecoder.Decode(file.AsSpan(0, length), 3, PartOfImage.Whole, out string? fault));
            Assert.NotNull(fault);
        }

        Assert.Null(ImageDecoder.Decode(file.AsSpan(0, file.Length / 2), 3, PartOfImage.Whole, out string? half));
        Assert.Contains(half, new[] { "is cut short", "is damaged" });
    }

    [Fact]
    public void What_is_no_image_is_refused()
    {
        Assert.Null(ImageDecoder.Decode("<html>404</html>"u8, 3, PartOfImage.Whole, out string? fault));
        Assert.Equal("is no image that can be read: it is neither JPEG, PNG, WebP nor BMP, or its header is damaged", fault);

        byte[] gif = [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B];
        Assert.Null(ImageDecoder.Decode(gif, 3, PartOfImage.Whole, out fault));
        Assert.Equal("is a Gif image; JPEG, PNG, WebP and BMP are read", fault);
    }

    [Fact]
    public void A_header_that_claims_thousands_of_millions_of_pixels_costs_nothing()
    {
        byte[] png = EncodedImages.Png(60_000, 60_000, 8, 2, [0, 1, 2, 3]);
        byte[] jpeg = EncodedImages.Plain(SKColors.Red, format: SKEncodedImageFormat.Jpeg);
        int frame = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 5), 60_000);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 7), 60_000);

        foreach (byte[] file in new[] { png, jpeg })
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Null(ImageDecoder.Decode(file, 3, PartOfImage.Whole, out string? fault));
            Assert.Equal("says that it has 60000 x 60000 pixels; at most 67108864 pixels are read", fault);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        }
    }

    [Fact]
    public void Random_damage_is_survived()
    {
        var random = new Random(7);
        foreach (SKEncodedImageFormat format in new[] { SKEncodedImageFormat.Png, SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Webp })
        {
            byte[] file = EncodedImages.Of(20, 20, (x, y) => new SKColor((byte)(x * 12), (byte)(y * 12), (byte)(x * y)), format);
            for (int attempt = 0; attempt < 200; attempt++)
            {
                byte[] damaged = [.. file];
                for (int change = 0; change < 4; change++)
                {
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                }

                using DecodedImage? image = ImageDecoder.Decode(damaged, 3, PartOfImage.Whole, out string? fault);
                Assert.Equal(image is null, fault is not null);
            }
        }
    }

    private static byte[] Decode(byte[] file, int channels)
    {
        using DecodedImage? image = ImageDecoder.Decode(file, channels, PartOfImage.Whole, out string? fault);
        Assert.Null(fault);
        return Planes(image!.Image);
    }

    private static byte[] Planes(ImagePixels image)
    {
        var planes = new byte[image.Channels * image.Height * image.Width];
        image.CopyPlanes(planes);
        return planes;
    }
}
