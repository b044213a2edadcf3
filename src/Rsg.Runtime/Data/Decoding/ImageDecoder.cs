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
    /// <summary>The most pixels an image may have: no header, true or not, makes a reader ask for more than 4 bytes times this.</summary>
    public const int MaximumPixels = 1 << 26;

    /// <summary>The most bytes a file may have.</summary>
    public const int MaximumFileLength = 1 << 28;

    /// <summary>Decodes.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="fault">Why it cannot be decoded, as the end of a sentence about the image; <see langword="null"/> if it was.</param>
    /// <param name="maximumPixels">The most pixels that it may have.</param>
    /// <returns>The image, which the caller disposes; <see langword="null"/> if it cannot be decoded.</returns>
    public static unsafe DecodedImage? Decode(ReadOnlySpan<byte> content, int channels, out string? fault, int maximumPixels = MaximumPixels)
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

            fault = Refusal(codec, maximumPixels);
            return fault is null ? Decode(codec, channels, out fault) : null;
        }
    }

    private static string? Refusal(SKCodec codec, int maximumPixels)
    {
        if (codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp or SKEncodedImageFormat.Bmp))
        {
            return $"is a {codec.EncodedFormat} image; JPEG, PNG, WebP and BMP are read";
        }

        SKImageInfo info = codec.Info;
        return (long)info.Width * info.Height > maximumPixels
            ? $"says that it has {info.Width} x {info.Height} pixels; at most {maximumPixels} pixels are read"
            : null;
    }

    private static DecodedImage? Decode(SKCodec codec, int channels, out string? fault)
    {
        var image = new DecodedImage(codec.Info.Height, codec.Info.Width);
        fault = Decode(codec, image.Pixels);
        if (fault is not null)
        {
            image.Dispose();
            return null;
        }

        if (channels == 1)
        {
            image.ToLuma();
        }

        return image;
    }

    private static unsafe string? Decode(SKCodec codec, Span<byte> pixels)
    {
        // Without a colour space nothing is converted; unpremultiplied, transparent pixels keep their colours.
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        fixed (byte* destination = pixels)
        {
            return codec.GetPixels(info, (nint)destination) switch
            {
                SKCodecResult.Success => null,
                SKCodecResult.IncompleteInput => "is cut short",
                _ => "is damaged",
            };
        }
    }
}
