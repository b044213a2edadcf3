using System.Buffers.Binary;

namespace Rsg.EndToEnd.Tests;

/// <summary>Uncompressed image files: a header of 54 bytes, then blue, green and red of every pixel.</summary>
internal static class BitmapFile
{
    private const int Header = 54;
    private const int WidthOffset = 18;
    private const int HeightOffset = 22;

    /// <summary>A square image of one colour.</summary>
    /// <param name="side">Pixels of a side; a multiple of 4, since rows are.</param>
    /// <param name="red">Red of every pixel.</param>
    /// <param name="green">Green of every pixel.</param>
    /// <param name="blue">Blue of every pixel.</param>
    public static byte[] Of(int side, byte red, byte green, byte blue)
    {
        var file = new byte[Header + (side * side * 3)];
        "BM"u8.CopyTo(file);
        foreach (var (offset, value) in new[] { (2, file.Length), (10, Header), (14, 40), (WidthOffset, side), (HeightOffset, side), (26, 1 | (24 << 16)) })
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(offset), value);
        }

        for (var pixel = Header; pixel < file.Length; pixel += 3)
        {
            (file[pixel], file[pixel + 1], file[pixel + 2]) = (blue, green, red);
        }

        return file;
    }

    /// <summary>The same file with a header that claims another size.</summary>
    public static byte[] Claiming(int side, byte[] file)
    {
        byte[] claiming = [.. file];
        BinaryPrimitives.WriteInt32LittleEndian(claiming.AsSpan(WidthOffset), side);
        BinaryPrimitives.WriteInt32LittleEndian(claiming.AsSpan(HeightOffset), side);
        return claiming;
    }
}
