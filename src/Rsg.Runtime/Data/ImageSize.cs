namespace Rsg.Data;

/// <summary>The size of images.</summary>
internal readonly record struct ImageSize(int Channels, int Height, int Width)
{
    public static ImageSize Of(IImageDataset images) => new(images.Channels, images.Height, images.Width);

    public static ImageSize Of(ImagePreparation preparation) => new(preparation.Channels, preparation.Height, preparation.Width);

    /// <summary>Requires a preparation of images of this size.</summary>
    /// <param name="preparation">The preparation.</param>
    /// <param name="path">Where the images are.</param>
    /// <exception cref="ArgumentException">It is for another size.</exception>
    public void Require(ImagePreparation preparation, string path)
    {
        if (Of(preparation) != this)
        {
            throw new ArgumentException($"'{path}' has images of {this} (channels, height, width); {Of(preparation)} are asked for.", nameof(preparation));
        }
    }

    /// <summary>Channels, height and width, such as 3 x 32 x 32.</summary>
    public override string ToString() => $"{Channels} x {Height} x {Width}";
}
