namespace Rsg.Runtime.Tests.Data;

/// <summary>Writes JPEG files of four inks by hand (ITU-T T.81), which the encoder of the tests cannot.</summary>
internal static class CmykJpeg
{
    private const int Components = 4;

    /// <summary>8 x 8 pixels of one colour. The inks are stored upside down, as Adobe's programs do and their marker says.</summary>
    /// <param name="cyan">0 for none, 255 for all; as the others.</param>
    /// <param name="magenta">Magenta.</param>
    /// <param name="yellow">Yellow.</param>
    /// <param name="black">Black.</param>
    public static byte[] Plain(byte cyan, byte magenta, byte yellow, byte black)
    {
        var file = new List<byte> { 0xFF, 0xD8 };
        Segment(file, 0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0]);

        // A step of 8 for each coefficient: the constant one is then the value less 128.
        Segment(file, 0xDB, [0, .. Enumerable.Repeat((byte)8, 64)]);
        Segment(file, 0xC0, [8, 0, 8, 0, 8, Components, .. Enumerable.Range(1, Components).SelectMany(id => new byte[] { (byte)id, 0x11, 0 })]);

        // Sizes 0 to 8 of the constant coefficient have the codes 0000 to 1000; of the others there is the end alone, code 0.
        Segment(file, 0xC4, [0x00, 0, 0, 0, 9, .. new byte[12], 0, 1, 2, 3, 4, 5, 6, 7, 8]);
        Segment(file, 0xC4, [0x10, 1, .. new byte[15], 0]);
        Segment(file, 0xDA, [Components, .. Enumerable.Range(1, Components).SelectMany(id => new byte[] { (byte)id, 0 }), 0, 63, 0]);

        string bits = string.Concat(new[] { cyan, magenta, yellow, black }.Select(ink => Block(255 - ink - 128)));
        foreach (char[] part in bits.Chunk(8))
        {
            byte value = Convert.ToByte(new string(part).PadRight(8, '1'), 2);
            file.Add(value);
            if (value == 0xFF)
            {
                file.Add(0);
            }
        }

        file.AddRange([0xFF, 0xD9]);
        return [.. file];
    }

    /// <summary>The bits of a block whose only coefficient is the constant one (T.81, section F.1.2).</summary>
    private static string Block(int constant)
    {
        int size = constant == 0 ? 0 : (int)Math.Log2(Math.Abs(constant)) + 1;
        int stored = constant < 0 ? constant + (1 << size) - 1 : constant;
        string value = size == 0 ? "" : Convert.ToString(stored, 2).PadLeft(size, '0');
        return $"{Convert.ToString(size, 2).PadLeft(4, '0')}{value}0";
    }

    private static void Segment(List<byte> file, byte marker, byte[] content)
    {
        int length = content.Length + 2;
        file.AddRange([0xFF, marker, (byte)(length >> 8), (byte)length]);
        file.AddRange(content);
    }
}
