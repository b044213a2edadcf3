namespace Rsg.Data;

/// <summary>The grey value of a colour: 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601), in 16 binary places as in Pillow.</summary>
internal static class Luma
{
    /// <summary>Channels of an image that has colours.</summary>
    public const int Channels = 3;

    public static byte Of(byte red, byte green, byte blue) => (byte)(((red * 19595) + (green * 38470) + (blue * 7471) + 0x8000) >> 16);
}
