namespace Rsg.Data;

/// <summary>A rectangle of pixels.</summary>
internal readonly record struct PixelArea(int Top, int Left, int Height, int Width)
{
    private const double SmallestShare = 0.08;
    private const double NarrowestShape = 3.0 / 4;
    private const double WidestShape = 4.0 / 3;
    private const int Tries = 10;

    /// <summary>
    /// The middle of an image. An odd pixel goes where Python's rounding to the even number puts it, as in torchvision's CenterCrop.
    /// </summary>
    public static PixelArea Center(int imageHeight, int imageWidth, int height, int width) =>
        new((int)Math.Round((imageHeight - height) / 2.0), (int)Math.Round((imageWidth - width) / 2.0), height, width);

    /// <summary>
    /// The window of a random-resized crop (Szegedy et al. 2015, section 6) as torchvision defines it: its share of the area is uniform in
    /// [0.08, 1], the logarithm of its width over its height is uniform between those of 3/4 and 4/3, and its place is uniform among those
    /// in the image. A window that does not fit is drawn again; after ten it is the largest central one of an allowed shape.
    /// </summary>
    public static PixelArea DrawResized(Random random, int imageHeight, int imageWidth)
    {
        double area = (double)imageHeight * imageWidth;
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            double target = area * Uniform(random, SmallestShare, 1);
            double shape = Math.Exp(Uniform(random, Math.Log(NarrowestShape), Math.Log(WidestShape)));
            double width = Math.Round(Math.Sqrt(target * shape));
            double height = Math.Round(Math.Sqrt(target / shape));
            if (width >= 1 && width <= imageWidth && height >= 1 && height <= imageHeight)
            {
                int top = random.Next(imageHeight - (int)height + 1);
                int left = random.Next(imageWidth - (int)width + 1);
                return new PixelArea(top, left, (int)height, (int)width);
            }
        }

        return LargestAllowed(imageHeight, imageWidth);
    }

    private static PixelArea LargestAllowed(int imageHeight, int imageWidth)
    {
        double shape = (double)imageWidth / imageHeight;
        int height = shape < NarrowestShape ? Math.Clamp((int)Math.Round(imageWidth / NarrowestShape), 1, imageHeight) : imageHeight;
        int width = shape > WidestShape ? Math.Clamp((int)Math.Round(imageHeight * WidestShape), 1, imageWidth) : imageWidth;
        return new PixelArea((imageHeight - height) / 2, (imageWidth - width) / 2, height, width);
    }

    private static double Uniform(Random random, double low, double high) => low + ((high - low) * random.NextDouble());
}
