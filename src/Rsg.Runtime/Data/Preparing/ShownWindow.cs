namespace Rsg.Data;

/// <summary>What a read shows of an image of the input's size where colours stay as they are: a window, and whether it is mirrored.</summary>
internal readonly record struct ShownWindow(CropWindow Window, bool IsMirrored)
{
    /// <summary>Whether images of the input's size are shown by a window alone, without scaling and with the colours that they have.</summary>
    /// <param name="preparation">What is done to images.</param>
    public static bool IsAllOf(ImagePreparation preparation) =>
        preparation is { Crop: Crop.None or Crop.Padded, ColorJitter: 0 }
        && preparation.ScaledShorterSide == Math.Min(preparation.Height, preparation.Width);

    /// <summary>Draws in the order of <see cref="ImagePreparation"/>: the window, then the mirroring.</summary>
    /// <param name="preparation">What is done to images.</param>
    /// <param name="random">The source of the choices; <see langword="null"/> shows the image as it is.</param>
    public static ShownWindow Draw(ImagePreparation preparation, Random? random)
    {
        if (random is null)
        {
            return default;
        }

        CropWindow window = preparation.Crop == Crop.Padded ? CropWindow.Draw(random, preparation.Padding) : default;
        return new ShownWindow(window, preparation.HorizontalFlip && random.Next(2) == 1);
    }

    /// <summary>Writes the window from the bytes straight into the input, in one pass.</summary>
    /// <param name="image">The image.</param>
    /// <param name="normalized">What each of the 256 values of each channel becomes, C x 256.</param>
    /// <param name="input">Where it goes; as many values as the image has bytes.</param>
    public void Write(ImagePixels image, ReadOnlySpan<float> normalized, Span<float> input)
    {
        int columns = Math.Max(0, image.Width - Math.Abs(Window.Left));
        int before = columns == 0 ? 0 : Math.Max(0, -Window.Left);
        int first = IsMirrored ? image.Width - before - columns : before;
        for (int channel = 0; channel < image.Channels; channel++)
        {
            ReadOnlySpan<float> values = normalized.Slice(channel * 256, 256);
            for (int y = 0; y < image.Height; y++)
            {
                Span<float> target = input.Slice(((channel * image.Height) + y) * image.Width, image.Width);
                int row = Window.Top + y;
                if (row < 0 || row >= image.Height || columns == 0)
                {
                    target.Fill(values[0]);
                    continue;
                }

                target[..first].Fill(values[0]);
                target[(first + columns)..].Fill(values[0]);
                ReadOnlySpan<byte> source = image.Row(channel, row).Slice(Math.Max(0, Window.Left), columns);
                if (IsMirrored)
                {
                    NormalizedValue.LookUpReversed(source, values, target.Slice(first, columns));
                }
                else
                {
                    NormalizedValue.LookUp(source, values, target.Slice(first, columns));
                }
            }
        }
    }
}
