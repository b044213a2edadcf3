using Microsoft.Win32.SafeHandles;

namespace Rsg.Data;

/// <summary>Reads and decodes an image file.</summary>
internal static class ImageFileDecoder
{
    /// <summary>Decodes an image, or at least the part of it that is needed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="needed">Which part is needed.</param>
    /// <param name="fault">Why it cannot be decoded, as the end of a sentence about the file; <see langword="null"/> if it was.</param>
    /// <returns>The image, which the caller disposes; <see langword="null"/> if it cannot be decoded.</returns>
    public static DecodedImage? Decode(string path, int channels, NeededPart needed, out string? fault)
    {
        try
        {
            using SafeFileHandle file = File.OpenHandle(path);
            long length = RandomAccess.GetLength(file);
            if (length is 0 or > ImageDecoder.MaximumFileLength)
            {
                fault = length == 0 ? "is empty" : $"has {length} bytes; at most {ImageDecoder.MaximumFileLength} are read";
                return null;
            }

            byte[] content = LargeBuffer.Rent((int)length);
            try
            {
                return ImageDecoder.Decode(content.AsSpan(0, ReadWhole(file, content.AsSpan(0, (int)length))), channels, needed, out fault);
            }
            finally
            {
                LargeBuffer.Return(content);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            fault = error is FileNotFoundException or DirectoryNotFoundException ? "is not there" : $"cannot be read: {error.Message}";
            return null;
        }
    }

    /// <summary>Reads as much as is there, which is less than the length where the file has just been cut.</summary>
    private static int ReadWhole(SafeFileHandle file, Span<byte> content)
    {
        int read = 0;
        int more;
        while (read < content.Length && (more = RandomAccess.Read(file, content[read..], read)) > 0)
        {
            read += more;
        }

        return read;
    }
}
