using System.Text;

namespace Rsg.Data;

/// <summary>Many paths in little memory: their UTF-8 bytes one after the other, and where each ends.</summary>
internal sealed class PathList
{
    // Throws where a name is no valid Unicode, rather than giving back another one.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private byte[] bytes = [];
    private int[] ends = [];

    public int Count { get; private set; }

    /// <summary>Makes room for so many bytes of paths, where they are known about beforehand.</summary>
    public void Reserve(int length) => Array.Resize(ref bytes, Math.Max(bytes.Length, length));

    public string this[int index] => Utf8.GetString(BytesOf(index));

    /// <summary>Adds a path behind the others.</summary>
    /// <exception cref="EncoderFallbackException">It is no valid Unicode.</exception>
    public void Add(ReadOnlySpan<char> path)
    {
        int start = Count == 0 ? 0 : ends[Count - 1];
        int end = checked(start + Utf8.GetByteCount(path));
        if (end > bytes.Length)
        {
            Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, Math.Max(end, 2L * bytes.Length)));
        }

        if (Count == ends.Length)
        {
            Array.Resize(ref ends, Math.Max(16, 2 * Count));
        }

        Utf8.GetBytes(path, bytes.AsSpan(start));
        ends[Count++] = end;
    }

    /// <summary>Takes back what was added last.</summary>
    public void RemoveLast() => Count--;

    /// <summary>Gives back the room that is not needed, where that is a good part of it.</summary>
    public void Trim()
    {
        Array.Resize(ref ends, Count);
        int used = Count == 0 ? 0 : ends[^1];
        if (bytes.Length - used > used / 8)
        {
            Array.Resize(ref bytes, used);
        }
    }

    public ReadOnlySpan<byte> BytesOf(int index)
    {
        int start = index == 0 ? 0 : ends[index - 1];
        return bytes.AsSpan(start, ends[index] - start);
    }

    /// <summary>Those paths that are kept, in arrays that are just as long as needed.</summary>
    public PathList Where(IReadOnlyList<int> indices)
    {
        var kept = new PathList { bytes = new byte[indices.Sum(index => (long)BytesOf(index).Length)], ends = new int[indices.Count] };
        int end = 0;
        foreach (int index in indices)
        {
            BytesOf(index).CopyTo(kept.bytes.AsSpan(end));
            end += BytesOf(index).Length;
            kept.ends[kept.Count++] = end;
        }

        return kept;
    }
}
