namespace Rsg.Data;

/// <summary>
/// The part of an image that a padded crop shows (He et al. 2016, section 4.2): its upper left corner in the unpadded image, negative
/// inside the padding.
/// </summary>
internal readonly record struct CropWindow(int Top, int Left)
{
    /// <summary>Draws one window, in this order: top row, left column; each of the places is as likely.</summary>
    public static CropWindow Draw(Random random, int padding) => new(
        random.Next((2 * padding) + 1) - padding,
        random.Next((2 * padding) + 1) - padding);

    /// <summary>Copies the window; what lies outside of the image is black.</summary>
    /// <param name="image">The image.</param>
    /// <param name="destination">As many bytes as the image has.</param>
    public void Copy(ImagePixels image, Span<byte> destination)
    {
        int firstColumn = Math.Clamp(-Left, 0, image.Width);
        int columns = Math.Max(0, image.Width - Math.Abs(Left));
        for (int channel = 0; channel < image.Channels; channel++)
        {
            for (int y = 0; y < image.Height; y++)
            {
                Span<byte> target = destination.Slice(((channel * image.Height) + y) * image.Width, image.Width);
                target.Clear();
                int row = Top + y;
                if (row >= 0 && row < image.Height && columns > 0)
                {
                    image.Row(channel, row).Slice(Math.Max(0, Left), columns).CopyTo(target[firstColumn..]);
                }
            }
        }
    }
}
