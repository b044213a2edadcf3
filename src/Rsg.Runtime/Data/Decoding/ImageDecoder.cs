using System.Numerics;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace Rsg.Data;

/// <summary>Decodes the content of JPEG, PNG, WebP and BMP files as torchvision's ImageFolder does with Pillow.</summary>
/// <remarks>
/// Grey, palette and CMYK images become red, green and blue; 16-bit values lose their lower byte; transparency is dropped, not blended with
/// anything; embedded colour profiles and the orientation that a camera noted (EXIF) are ignored. One channel is the <see cref="Luma"/>.
/// An image that is cut short is not filled up, it is refused.
/// </remarks>
internal static class ImageDecoder
{
    /// <summary>The most pixels an image may have: no header, true or not, makes a reader ask for more than 7 bytes times this.</summary>
    public const int MaximumPixels = 1 << 26;

    /// <summary>The most bytes a file may have.</summary>
    public const int MaximumFileLength = 1 << 28;

    private const int BytesPerPixel = 4;

    /// <summary>Decodes.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="fault">Why it cannot be decoded, as the end of a sentence about the image; <see langword="null"/> if it was.</param>
    /// <returns>The image, which the caller disposes; <see langword="null"/> if it cannot be decoded.</returns>
    public static unsafe DecodedImage? Decode(ReadOnlySpan<byte> content, int channels, out string? fault)
    {
        fixed (byte* start = content)
        {
            using SKData data = SKData.Create((nint)start, content.Length);
            using SKCodec? codec = SKCodec.Create(data);
            if (codec is null)
            {
                fault = "is no image that can be read: it is neither JPEG, PNG, WebP nor BMP, or its header is damaged";
                return null;
            }

            fault = Refusal(codec);
            return fault is null ? Decode(codec, channels, out fault) : null;
        }
    }

    private static string? Refusal(SKCodec codec)
    {
        if (codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp or SKEncodedImageFormat.Bmp))
        {
            return $"is a {codec.EncodedFormat} image; JPEG, PNG, WebP and BMP are read";
        }

        SKImageInfo info = codec.Info;
        return (long)info.Width * info.Height > MaximumPixels
            ? $"says that it has {info.Width} x {info.Height} pixels; at most {MaximumPixels} pixels are read"
            : null;
    }

    private static unsafe DecodedImage? Decode(SKCodec codec, int channels, out string? fault)
    {
        // Without a colour space nothing is converted; unpremultiplied, transparent pixels keep their colours.
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        int length = info.Width * info.Height * BytesPerPixel;
        byte[] pixels = LargeBuffer.Rent(length);
        try
        {
            SKCodecResult result;
            fixed (byte* destination = pixels)
            {
                result = codec.GetPixels(info, (nint)destination);
            }

            fault = result switch
            {
                SKCodecResult.Success => null,
                SKCodecResult.IncompleteInput => "is cut short",
                _ => "is damaged",
            };
            return fault is null ? ToPlanes(pixels.AsSpan(0, length), channels, info.Height, info.Width) : null;
        }
        finally
        {
            LargeBuffer.Return(pixels);
        }
    }

    private static DecodedImage ToPlanes(ReadOnlySpan<byte> pixels, int channels, int height, int width)
    {
        var image = new DecodedImage(channels, height, width);
        int plane = height * width;
        Span<byte> planes = image.Pixels;
        if (channels == 1)
        {
            for (int i = 0; i < plane; i++, pixels = pixels[BytesPerPixel..])
            {
                planes[i] = Luma.Of(pixels[0], pixels[1], pixels[2]);
            }
        }
        else
        {
            Span<byte> red = planes[..plane];
            Span<byte> green = planes.Slice(plane, plane);
            Span<byte> blue = planes.Slice(2 * plane, plane);
            int i = 0;
            for (; i <= plane - Vector<byte>.Count; i += Vector<byte>.Count)
            {
                ReadOnlySpan<byte> some = pixels[(i * BytesPerPixel)..];
                ByteOf(some, 0).CopyTo(red[i..]);
                ByteOf(some, 8).CopyTo(green[i..]);
                ByteOf(some, 16).CopyTo(blue[i..]);
            }

            for (; i < plane; i++)
            {
                (red[i], green[i], blue[i]) = (pixels[i * BytesPerPixel], pixels[(i * BytesPerPixel) + 1], pixels[(i * BytesPerPixel) + 2]);
            }
        }

        return image;
    }

    /// <summary>One byte of each of the next pixels, as many as a vector holds.</summary>
    private static Vector<byte> ByteOf(ReadOnlySpan<byte> pixels, int shift)
    {
        ReadOnlySpan<Vector<uint>> four = MemoryMarshal.Cast<byte, Vector<uint>>(pixels)[..4];
        return Vector.Narrow(
            Vector.Narrow(Shifted(four[0], shift), Shifted(four[1], shift)), Vector.Narrow(Shifted(four[2], shift), Shifted(four[3], shift)));
    }

    private static Vector<uint> Shifted(Vector<uint> pixels, int shift) => Vector.ShiftRightLogical(pixels, shift) & new Vector<uint>(byte.MaxValue);
}
