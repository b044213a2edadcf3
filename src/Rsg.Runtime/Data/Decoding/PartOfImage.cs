namespace Rsg.Data;

/// <summary>Which part of an image is needed, told its size.</summary>
internal delegate PixelArea NeededPart(int height, int width);

/// <summary>Which part of an image is decoded for the part that is needed.</summary>
internal static class PartOfImage
{
    /// <summary>
    /// A JPEG is made of blocks, 32 pixels wide at most, which the decoder gives whole. Where colours are stored at half the width, a pixel's colours
    /// are interpolated with those beside it, and so need two more pixels on each side.
    /// </summary>
    private const int BlockWidth = 32;
    private const int Neighbours = 2;

    /// <summary>All of an image.</summary>
    public static PixelArea Whole(int height, int width) => new(0, 0, height, width);

    /// <summary>The part of a JPEG that is decoded: the needed rows, and whole blocks of them.</summary>
    /// <param name="needed">What is needed.</param>
    /// <param name="width">Width of the image.</param>
    public static PixelArea InBlocks(PixelArea needed, int width)
    {
        int left = Math.Max(0, needed.Left - Neighbours) / BlockWidth * BlockWidth;
        int right = Math.Min(width, (needed.Left + needed.Width + Neighbours + BlockWidth - 1) / BlockWidth * BlockWidth);
        return needed with { Left = left, Width = right - left };
    }
}
