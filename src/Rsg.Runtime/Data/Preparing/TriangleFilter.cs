using System.Numerics;

namespace Rsg.Data;

/// <summary>
/// What each pixel of one scaled axis is the weighted sum of: bilinear interpolation, widened where the axis shrinks so that every source
/// pixel counts (antialiasing). Weights are whole numbers of 2^-22, and sums are rounded to bytes, as Pillow does.
/// </summary>
internal readonly struct TriangleFilter
{
    private const int PrecisionBits = 22;

    private readonly int[] first;
    private readonly int[] weights;
    private readonly int width;

    /// <summary>Computes the weights.</summary>
    /// <param name="sourceStart">Where the part of the source that is scaled begins.</param>
    /// <param name="sourceLength">How long it is; what lies outside of it does not count.</param>
    /// <param name="scaledLength">How long it gets.</param>
    /// <param name="start">The first scaled pixel that is wanted.</param>
    /// <param name="count">How many are wanted.</param>
    public TriangleFilter(int sourceStart, int sourceLength, int scaledLength, int start, int count)
    {
        double scale = (double)sourceLength / scaledLength;
        double support = Math.Max(scale, 1);
        width = ((int)Math.Ceiling(support) * 2) + 1;
        first = new int[count];
        weights = new int[count * width];
        Span<double> exact = width <= 256 ? stackalloc double[width] : new double[width];
        for (int position = 0; position < count; position++)
        {
            double center = (start + position + 0.5) * scale;
            int low = Math.Max(0, (int)(center - support + 0.5));
            int high = Math.Min(sourceLength, (int)(center + support + 0.5));
            double sum = 0;
            for (int x = low; x < high; x++)
            {
                exact[x - low] = Math.Max(0, 1 - Math.Abs((x - center + 0.5) / support));
                sum += exact[x - low];
            }

            for (int x = low; x < high; x++)
            {
                weights[(position * width) + x - low] = (int)((exact[x - low] / sum * (1 << PrecisionBits)) + 0.5);
            }

            first[position] = sourceStart + low;
        }
    }

    /// <summary>The first source pixel that any scaled pixel needs, and the number of them up to the last, in a source of this length.</summary>
    public (int Start, int Count) Needed(int sourceLength) =>
        (first[0], Math.Min(sourceLength, first[^1] + width) - first[0]);

    /// <summary>Scales one row.</summary>
    public void ScaleRow(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        for (int position = 0; position < first.Length; position++)
        {
            // Behind the last source pixel all weights are 0.
            ReadOnlySpan<byte> values = source[first[position]..];
            ReadOnlySpan<int> factors = weights.AsSpan(position * width, width);
            int sum = 1 << (PrecisionBits - 1);
            for (int k = 0; k < factors.Length && k < values.Length; k++)
            {
                sum += values[k] * factors[k];
            }

            destination[position] = ToByte(sum);
        }
    }

    /// <summary>Makes one row out of rows above each other.</summary>
    /// <param name="source">Rows, one after the other.</param>
    /// <param name="firstRow">Which source row the first of them is.</param>
    /// <param name="position">Which scaled row is made.</param>
    /// <param name="destination">Where it goes; as long as a row.</param>
    /// <param name="sums">Scratch; as long as a row.</param>
    public void CombineRows(ReadOnlySpan<byte> source, int firstRow, int position, Span<byte> destination, Span<int> sums)
    {
        sums.Fill(1 << (PrecisionBits - 1));
        for (int k = 0; k < width; k++)
        {
            int factor = weights[(position * width) + k];
            if (factor == 0)
            {
                continue;
            }

            ReadOnlySpan<byte> row = source.Slice((first[position] + k - firstRow) * destination.Length, destination.Length);
            AddMultiple(row, factor, sums);
        }

        for (int x = 0; x < destination.Length; x++)
        {
            destination[x] = ToByte(sums[x]);
        }
    }

    /// <summary>Adds a multiple of a row to sums; as many values at once as the processor takes.</summary>
    private static void AddMultiple(ReadOnlySpan<byte> row, int factor, Span<int> sums)
    {
        int x = 0;
        for (; x <= row.Length - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row[x..]), out Vector<ushort> low, out Vector<ushort> high);
            AddMultiple(low, factor, sums[x..]);
            AddMultiple(high, factor, sums[(x + Vector<ushort>.Count)..]);
        }

        for (; x < row.Length; x++)
        {
            sums[x] += row[x] * factor;
        }
    }

    private static void AddMultiple(Vector<ushort> values, int factor, Span<int> sums)
    {
        Vector.Widen(values, out Vector<uint> low, out Vector<uint> high);
        (new Vector<int>(sums) + (Vector.AsVectorInt32(low) * factor)).CopyTo(sums);
        Span<int> behind = sums[Vector<int>.Count..];
        (new Vector<int>(behind) + (Vector.AsVectorInt32(high) * factor)).CopyTo(behind);
    }

    private static byte ToByte(int sum) => (byte)Math.Clamp(sum >> PrecisionBits, 0, byte.MaxValue);
}
