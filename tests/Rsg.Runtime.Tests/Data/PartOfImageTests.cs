using System.Runtime.InteropServices;
using Rsg.Data;
using SkiaSharp;

namespace Rsg.Runtime.Tests.Data;

/// <summary>A decoder that is asked for a part of an image must not be told from one that decodes the whole, but for what it costs.</summary>
public sealed class PartOfImageTests
{
    /// <summary>Colours at full, half and quarter resolution, which a decoder interpolates from neighbours, and grey; sides that are no multiples of a block.</summary>
    public static TheoryData<SKJpegEncoderDownsample?, int, int> Kinds => new()
    {
        { SKJpegEncoderDownsample.Downsample420, 143, 97 },
        { SKJpegEncoderDownsample.Downsample420, 64, 200 },
        { SKJpegEncoderDownsample.Downsample422, 131, 66 },
        { SKJpegEncoderDownsample.Downsample444, 90, 75 },
        { SKJpegEncoderDownsample.Downsample420, 1, 1 },
        { null, 101, 88 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_part_has_the_pixels_of_the_whole(SKJpegEncoderDownsample? downsample, int width, int height)
    {
        byte[] file = Noise(width, height, downsample, seed: 1);
        using DecodedImage whole = Decode(file, PartOfImage.Whole)!;
        var random = new Random(width + height);
        for (int draw = 0; draw < 200; draw++)
        {
            PixelArea needed = Draw(random, height, width);
            using DecodedImage part = Decode(file, (_, _) => needed)!;
            AssertSame(needed, whole.Image, part.Image);
        }
    }

    [Fact]
    public void Of_a_JPEG_only_blocks_around_the_needed_pixels_are_decoded()
    {
        byte[] file = Noise(500, 300, SKJpegEncoderDownsample.Downsample420, seed: 1);

        using DecodedImage part = Decode(file, (height, width) => (height, width) == (300, 500) ? new PixelArea(70, 100, 20, 60) : throw new InvalidOperationException())!;

        Assert.Equal((300, 500), (part.Image.Height, part.Image.Width));
        // Columns 98 to 161, in blocks of 32.
        Assert.Equal(new PixelArea(70, 96, 20, 96), part.Image.Held);
    }

    [Fact]
    public void One_channel_is_the_luma_of_the_part()
    {
        byte[] file = Noise(120, 80, SKJpegEncoderDownsample.Downsample420, seed: 2);
        var needed = new PixelArea(30, 50, 9, 11);
        using DecodedImage whole = ImageDecoder.Decode(file, 1, PartOfImage.Whole, out _)!;
        using DecodedImage part = ImageDecoder.Decode(file, 1, (_, _) => needed, out _)!;

        AssertSame(needed, whole.Image, part.Image);
    }

    /// <summary>What was cut off lies below the part that is needed; it is missed nevertheless.</summary>
    [Fact]
    public void A_file_that_is_cut_short_is_refused_whatever_part_is_needed()
    {
        byte[] file = Noise(64, 64, SKJpegEncoderDownsample.Downsample420, seed: 3);
        for (int length = 0; length < file.Length; length += length < 700 ? 7 : 97)
        {
            Assert.Null(ImageDecoder.Decode(file.AsSpan(0, length), 3, (_, _) => new PixelArea(0, 0, 1, 1), out string? fault));
            Assert.Null(ImageDecoder.Decode(file.AsSpan(0, length), 3, PartOfImage.Whole, out string? faultOfWhole));
            Assert.Equal(faultOfWhole, fault);
        }
    }

    [Fact]
    public void A_damaged_file_is_the_same_in_parts()
    {
        var random = new Random(5);
        int read = 0;
        for (int attempt = 0; attempt < 1500; attempt++)
        {
            SKJpegEncoderDownsample? downsample = (attempt % 4) switch
            {
                0 => null,
                1 => SKJpegEncoderDownsample.Downsample444,
                2 => SKJpegEncoderDownsample.Downsample422,
                _ => SKJpegEncoderDownsample.Downsample420,
            };
            byte[] damaged = Damage(Noise(40 + (attempt % 50), 30 + (attempt % 37), downsample, attempt), random, attempt);
            using DecodedImage? whole = ImageDecoder.Decode(damaged, 3, PartOfImage.Whole, out string? faultOfWhole);
            PixelArea needed = default;
            using DecodedImage? part = ImageDecoder.Decode(damaged, 3, (height, width) => needed = Draw(random, height, width), out string? fault);

            Assert.Equal(faultOfWhole, fault);
            if (whole is not null)
            {
                AssertSame(needed, whole.Image, part!.Image);
                read++;
            }
        }

        Assert.InRange(read, 300, 1500);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Files_of_other_kinds_are_decoded_whole(SKEncodedImageFormat format)
    {
        byte[] file = EncodedImages.Of(40, 30, (x, y) => new SKColor((byte)(x * 6), (byte)(y * 8), 7), format);

        using DecodedImage part = Decode(file, (_, _) => new PixelArea(3, 3, 2, 2))!;

        Assert.Equal(PartOfImage.Whole(30, 40), part.Image.Held);
    }

    /// <summary>Reading a file, which decodes what a crop shows, gives what preparing the whole decoded image gives.</summary>
    [Theory]
    [InlineData(Crop.None, 3)]
    [InlineData(Crop.Padded, 3)]
    [InlineData(Crop.RandomResized, 3)]
    [InlineData(Crop.RandomResized, 1)]
    public void What_is_read_is_what_the_whole_image_gives(Crop crop, int channels)
    {
        using var folder = new TemporaryFolder();
        byte[][] files = [.. Enumerable.Range(0, 4).Select(number => Noise(70 + (number * 41), 150 - (number * 20), SKJpegEncoderDownsample.Downsample420, number))];
        for (int number = 0; number < files.Length; number++)
        {
            folder.Write($"{number % 2}/{number / 2}.jpg", files[number]);
        }

        var preparation = new ImagePreparation(channels, 33, 40) { Crop = crop, HorizontalFlip = true, ColorJitter = 0.2 };
        ImageFiles images = ImageFolder.Read(folder.Root, preparation);
        var writer = new InputWriter(preparation);
        for (int draw = 0; draw < 60; draw++)
        {
            int index = draw % files.Length;
            byte[] file = File.ReadAllBytes(images.PathOf(index));
            using DecodedImage whole = ImageDecoder.Decode(file, channels, PartOfImage.Whole, out _)!;
            var expected = new float[writer.Size];
            writer.Write(whole.Image, expected, draw < 10 ? null : new Random(draw));

            var read = new float[writer.Size];
            images.Read(index, read, draw < 10 ? null : new Random(draw));

            Assert.Equal(expected, read);
        }
    }

    private static DecodedImage? Decode(byte[] file, NeededPart needed)
    {
        DecodedImage? image = ImageDecoder.Decode(file, 3, needed, out string? fault);
        Assert.Null(fault);
        return image;
    }

    private static PixelArea Draw(Random random, int height, int width)
    {
        int top = random.Next(height);
        int left = random.Next(width);
        return new PixelArea(top, left, random.Next(1, height - top + 1), random.Next(1, width - left + 1));
    }

    private static void AssertSame(PixelArea needed, ImagePixels whole, ImagePixels part)
    {
        Assert.True(part.Held.Top <= needed.Top && part.Held.Left <= needed.Left);
        for (int row = needed.Top; row < needed.Top + needed.Height; row++)
        {
            int bytes = whole.IsPixelByPixel ? ImagePixels.BytesPerPixel : 1;
            ReadOnlySpan<byte> expected = (whole.IsPixelByPixel ? whole.Row(row) : whole.Row(0, row)).Slice(needed.Left * bytes, needed.Width * bytes);
            ReadOnlySpan<byte> actual = (part.IsPixelByPixel ? part.Row(row) : part.Row(0, row)).Slice((needed.Left - part.Held.Left) * bytes, needed.Width * bytes);
            Assert.True(expected.SequenceEqual(actual), $"Row {row} of {needed} differs.");
        }
    }

    /// <summary>Wrong bytes anywhere, or in the header, or a piece lost and the end put behind it.</summary>
    private static byte[] Damage(byte[] file, Random random, int attempt)
    {
        const int Header = 650;
        byte[] damaged = [.. file];
        switch (attempt % 3)
        {
            case 0:
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                return damaged;
            case 1:
                damaged[random.Next(Math.Min(Header, damaged.Length))] = (byte)random.Next(256);
                return damaged;
            default:
                return [.. damaged[..random.Next(damaged.Length)], 0xFF, 0xD9];
        }
    }

    private static byte[] Noise(int width, int height, SKJpegEncoderDownsample? downsample, int seed)
    {
        SKColorType type = downsample is null ? SKColorType.Gray8 : SKColorType.Rgba8888;
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, type, SKAlphaType.Opaque));
        var noise = new byte[bitmap.ByteCount];
        new Random(seed).NextBytes(noise);
        Marshal.Copy(noise, 0, bitmap.GetPixels(), noise.Length);
        using SKPixmap pixels = bitmap.PeekPixels();
        using SKData data = pixels.Encode(new SKJpegEncoderOptions(80, downsample ?? SKJpegEncoderDownsample.Downsample444, SKJpegEncoderAlphaOption.Ignore));
        return data.ToArray();
    }
}
