namespace Rsg.Data;

/// <summary>What a read shows of an image before it is mirrored: a part of it that is scaled, and what is cut out of the scaled one.</summary>
/// <param name="Source">The part that is scaled.</param>
/// <param name="Height">How high that part gets.</param>
/// <param name="Width">How wide it gets.</param>
/// <param name="Wanted">What is cut out then, as large as the input.</param>
internal readonly record struct ShownPart(PixelArea Source, int Height, int Width, PixelArea Wanted)
{
    /// <summary>What is shown of that at last, where it is padded and cropped; else all.</summary>
    public CropWindow? Window { get; init; }

    /// <summary>The pixels of the image that the wanted part is made of.</summary>
    public PixelArea Needed
    {
        get
        {
            (int top, int bottom) = TriangleFilter.Reach(Source.Height, Height, Wanted.Top, Wanted.Height);
            (int left, int right) = TriangleFilter.Reach(Source.Width, Width, Wanted.Left, Wanted.Width);
            return new PixelArea(Source.Top + top, Source.Left + left, bottom - top, right - left);
        }
    }

    /// <summary>Writes the part, channel by channel.</summary>
    /// <param name="image">The image, of which at least <see cref="Needed"/> is held.</param>
    /// <param name="pixels">Where it goes, C x H x W bytes of the input's size.</param>
    public void Write(ImagePixels image, Span<byte> pixels)
    {
        if (Source == image.Area && Wanted == image.Area && (Height, Width) == (image.Height, image.Width))
        {
            image.CopyPlanes(pixels);
        }
        else
        {
            Scaling.Scale(image, Source, Height, Width, Wanted, pixels);
        }
    }
}
