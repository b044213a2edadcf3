namespace Rsg.Data;

/// <summary>
/// Makes a network's input of the content of an image file, as evaluation does: for programs that get images over a network, or that predict with another
/// library than torch. Needs no libtorch. Can be used by several threads at once.
/// </summary>
public sealed class EncodedImageReader
{
    private readonly InputWriter writer;
    private readonly int maximumPixels = ImageDecoder.MaximumPixels;

    /// <summary>Takes the preparation.</summary>
    /// <param name="preparation">How images become the input, of 1 or 3 channels; what training varies is left out.</param>
    /// <exception cref="ArgumentException">Image files do not have so many channels.</exception>
    public EncodedImageReader(ImagePreparation preparation)
    {
        ArgumentNullException.ThrowIfNull(preparation);
        Preparation = preparation.Channels is 1 or Luma.Channels
            ? preparation
            : throw new ArgumentException($"Image files have 1 or 3 channels; {preparation.Channels} are asked for.", nameof(preparation));
        writer = new InputWriter(preparation);
    }

    /// <summary>How images become the input.</summary>
    public ImagePreparation Preparation { get; }

    /// <summary>Values of an input, C x H x W.</summary>
    public int Size => writer.Size;

    /// <summary>The most pixels that an image may have, from 1 to <see cref="ImageFiles.MaximumPixels"/>, which is the default. Decoding takes 4 bytes for each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside these.</exception>
    public int MaximumPixels
    {
        get => maximumPixels;
        init => maximumPixels = value is >= 1 and <= ImageDecoder.MaximumPixels
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"It must be from 1 to {ImageDecoder.MaximumPixels}.");
    }

    /// <summary>Decodes an image and writes the network's input.</summary>
    /// <param name="image">The content of a JPEG, PNG, WebP or BMP file.</param>
    /// <param name="input">Where it goes: <see cref="Size"/> values, channel by channel, row by row.</param>
    /// <exception cref="InvalidDataException">It is no image that can be read; the message says why.</exception>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public void Read(ReadOnlySpan<byte> image, Span<float> input)
    {
        writer.RequireSize(input);
        using DecodedImage decoded = ImageDecoder.Decode(image, Preparation.Channels, writer.NeededWithoutVariation, out string? fault, maximumPixels)
            ?? throw new InvalidDataException($"The image {fault}.");
        writer.Write(decoded.Image, input, augmentation: null);
    }
}
