using Rsg.Data;

namespace AotConsumer;

/// <summary>The same 24 images in every run: stripes whose distance is the class, and a little noise from the index.</summary>
internal static class FixedImages
{
    private const int Side = 8;

    public static IImageDataset Create()
    {
        int[] labels = [.. Enumerable.Repeat(0, 14), .. Enumerable.Repeat(1, 6), .. Enumerable.Repeat(2, 4)];
        var pixels = new byte[labels.Length * Side * Side];
        for (var i = 0; i < pixels.Length; i++)
        {
            var label = labels[i / (Side * Side)];
            var stripe = i % Side % (label + 2) == 0 ? 160 : 40;
            pixels[i] = (byte)(stripe + (i * 31 % 47));
        }

        return new InMemoryImages(pixels, labels, channels: 1, Side, Side, classes: 3);
    }
}
