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

    /// <summary>Decodes an image, or at least the part of it that is needed.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="needed">Which part is needed; asked once the size is known, and never of what cannot be decoded at all.</param>
    /// <param name="fault">Why it cannot be decoded, as the end of a sentence about the image; <see langword="null"/> if it was. The same whatever part is needed.</param>
    /// <param name="maximumPixels">The most pixels that it may have.</param>
    /// <returns>The image, which the caller disposes; <see langword="null"/> if it cannot be decoded.</returns>
    public static unsafe DecodedImage? Decode(
        ReadOnlySpan<byte> content, int channels, NeededPart needed, out string? fault, int maximumPixels = MaximumPixels)
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
            return fault is null ? Decode(codec, PartToDecode(codec, content, needed), channels, out fault) : null;
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

    private static PixelArea PartToDecode(SKCodec codec, ReadOnlySpan<byte> content, NeededPart needed)
    {
        SKImageInfo info = codec.Info;
        PixelArea part = PartOfImage.InBlocks(needed(info.Height, info.Width), info.Width);
        return codec.EncodedFormat == SKEncodedImageFormat.Jpeg && JpegScan.IsWhole(content) ? part : PartOfImage.Whole(info.Height, info.Width);
    }

    private static DecodedImage? Decode(SKCodec codec, PixelArea part, int channels, out string? fault)
    {
        // Without a colour space nothing is converted; unpremultiplied, transparent pixels keep their colours.
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        var image = new DecodedImage(info.Height, info.Width, part);
        fault = part == PartOfImage.Whole(info.Height, info.Width) ? DecodeWhole(codec, info, image.Pixels) : DecodePart(codec, info, part, image.Pixels);
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

    private static unsafe string? DecodeWhole(SKCodec codec, SKImageInfo info, Span<byte> pixels)
    {
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

    /// <summary>Decodes some rows, and of these some columns. What lies below is not looked at.</summary>
    private static unsafe string? DecodePart(SKCodec codec, SKImageInfo info, PixelArea part, Span<byte> pixels)
    {
        var columns = new SKCodecOptions(new SKRectI(part.Left, 0, part.Left + part.Width, info.Height));
        fixed (byte* destination = pixels)
        {
            bool isDecoded = codec.StartScanlineDecode(info, columns) == SKCodecResult.Success
                && (part.Top == 0 || codec.SkipScanlines(part.Top))
                && codec.GetScanlines((nint)destination, part.Height, part.Width * ImagePixels.BytesPerPixel) == part.Height;
            return isDecoded ? null : "is damaged";
        }
    }
}
