using System.Buffers;

namespace Rsg.Data;

/// <summary>Writes a network's input from the bytes of images, as an <see cref="ImagePreparation"/> says. Can be used by several threads.</summary>
internal sealed class InputWriter
{
    private readonly ImagePreparation preparation;
    private readonly float[] normalized;
    private readonly bool isWindow;

    public InputWriter(ImagePreparation preparation)
    {
        this.preparation = preparation;
        normalized = Normalize(preparation);
        isWindow = ShownWindow.IsAllOf(preparation);
    }

    private PixelArea Whole => new(0, 0, preparation.Height, preparation.Width);

    /// <summary>Bytes of a prepared image, and values of an input: C x H x W.</summary>
    public int Size => preparation.Channels * preparation.Height * preparation.Width;

    /// <summary>What each of the 256 values of each channel becomes, C x 256.</summary>
    public ReadOnlyMemory<float> NormalizedValues => normalized;

    /// <summary>Requires a destination of <see cref="Size"/> values.</summary>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public void RequireSize(Span<float> pixels)
    {
        if (pixels.Length != Size)
        {
            throw new ArgumentException(
                $"An image has {ImageSize.Of(preparation)} = {Size} values; the destination has {pixels.Length}.",
                nameof(pixels));
        }
    }

    /// <summary>Writes the input.</summary>
    /// <param name="image">The image, of as many channels as the input.</param>
    /// <param name="input">Where it goes; <see cref="Size"/> values.</param>
    /// <param name="augmentation">The source of random choices; <see langword="null"/> makes none.</param>
    public void Write(ImagePixels image, Span<float> input, Random? augmentation)
    {
        if (isWindow && !image.IsPixelByPixel && (image.Height, image.Width) == (preparation.Height, preparation.Width))
        {
            ShownWindow.Draw(preparation, augmentation).Write(image, normalized, input);
            return;
        }

        Write(image, Choose(image.Height, image.Width, augmentation), input, augmentation);
    }

    /// <summary>Chooses what is shown of an image, which comes before all other choices.</summary>
    /// <param name="height">Height of the image.</param>
    /// <param name="width">Width of the image.</param>
    /// <param name="augmentation">As for <see cref="Write(ImagePixels, Span{float}, Random?)"/>.</param>
    public ShownPart Choose(int height, int width, Random? augmentation) => (augmentation, preparation.Crop) switch
    {
        (not null, Crop.Padded) => Center(height, width) with { Window = CropWindow.Draw(augmentation, preparation.Padding) },
        (not null, Crop.RandomResized) => new ShownPart(PixelArea.DrawResized(augmentation, height, width), preparation.Height, preparation.Width, Whole),
        _ => Center(height, width),
    };

    /// <summary>The part of an image that is needed to write it without random choices.</summary>
    public PixelArea NeededWithoutVariation(int height, int width) => Choose(height, width, augmentation: null).Needed;

    /// <summary>Writes the input once it is chosen what is shown.</summary>
    /// <param name="image">The image, of as many channels as the input; at least the part of it that is needed.</param>
    /// <param name="shown">What was chosen.</param>
    /// <param name="input">As for <see cref="Write(ImagePixels, Span{float}, Random?)"/>.</param>
    /// <param name="augmentation">The source of the other choices.</param>
    public void Write(ImagePixels image, ShownPart shown, Span<float> input, Random? augmentation)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(Size);
        Span<byte> pixels = rented.AsSpan(0, Size);
        if (shown.Window is { } window)
        {
            WriteWindow(image, shown, window, pixels);
        }
        else
        {
            shown.Write(image, pixels);
        }

        if (augmentation is not null)
        {
            Vary(pixels, augmentation);
        }

        Normalize(pixels, input);
        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Writes what evaluation shows of an image, before it is normalised.</summary>
    public void WriteCenter(ImagePixels image, Span<byte> pixels) => Center(image.Height, image.Width).Write(image, pixels);

    private void WriteWindow(ImagePixels image, ShownPart shown, CropWindow window, Span<byte> pixels)
    {
        byte[] center = ArrayPool<byte>.Shared.Rent(Size);
        shown.Write(image, center.AsSpan(0, Size));
        window.Copy(new ImagePixels(center.AsSpan(0, Size), preparation.Channels, preparation.Height, preparation.Width), pixels);
        ArrayPool<byte>.Shared.Return(center);
    }

    /// <summary>Mirrors half of the images, and varies colours.</summary>
    private void Vary(Span<byte> pixels, Random random)
    {
        if (preparation.HorizontalFlip && random.Next(2) == 1)
        {
            for (int row = 0; row < Size; row += preparation.Width)
            {
                pixels.Slice(row, preparation.Width).Reverse();
            }
        }

        if (preparation.ColorJitter > 0)
        {
            ColorVariation.Draw(random, preparation.ColorJitter).Apply(pixels, preparation.Channels);
        }
    }

    /// <summary>What evaluation shows of an image.</summary>
    private ShownPart Center(int height, int width)
    {
        (int scaledHeight, int scaledWidth) = ScaledSize(height, width);
        PixelArea wanted = PixelArea.Center(scaledHeight, scaledWidth, preparation.Height, preparation.Width);
        return new ShownPart(PartOfImage.Whole(height, width), scaledHeight, scaledWidth, wanted);
    }

    /// <summary>
    /// What an image is scaled to before its centre is cut out: the shorter side as declared, the longer in proportion and rounded down as in
    /// torchvision; more where an input that is not square would else reach beyond it.
    /// </summary>
    private (int Height, int Width) ScaledSize(int height, int width)
    {
        long side = preparation.ScaledShorterSide;
        (long scaledHeight, long scaledWidth) = height <= width ? (side, side * width / height) : (side * height / width, side);
        if (scaledHeight < preparation.Height)
        {
            (scaledHeight, scaledWidth) = (preparation.Height, (long)preparation.Height * width / height);
        }

        if (scaledWidth < preparation.Width)
        {
            (scaledHeight, scaledWidth) = ((long)preparation.Width * height / width, preparation.Width);
        }

        return (
            (int)Math.Clamp(scaledHeight, preparation.Height, int.MaxValue),
            (int)Math.Clamp(scaledWidth, preparation.Width, int.MaxValue));
    }

    /// <summary>The normalised value of each of the 256 byte values of each channel.</summary>
    private static float[] Normalize(ImagePreparation preparation)
    {
        var table = new float[preparation.Channels * 256];
        for (int channel = 0; channel < preparation.Channels; channel++)
        {
            double mean = preparation.Statistics?.Means[channel] ?? 0;
            double deviation = preparation.Statistics?.StandardDeviations[channel] ?? 1;
            for (int value = 0; value < 256; value++)
            {
                table[(channel * 256) + value] = (float)(((value / 255.0) - mean) / deviation);
            }
        }

        return table;
    }

    private void Normalize(ReadOnlySpan<byte> pixels, Span<float> input)
    {
        int plane = preparation.Height * preparation.Width;
        for (int channel = 0; channel < preparation.Channels; channel++)
        {
            NormalizedValue.LookUp(pixels.Slice(channel * plane, plane), normalized.AsSpan(channel * 256, 256), input.Slice(channel * plane, plane));
        }
    }
}
