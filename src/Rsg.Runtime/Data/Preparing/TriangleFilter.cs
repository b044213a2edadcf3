using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Rsg.Data;

/// <summary>
/// What each pixel of one scaled axis is the weighted sum of: bilinear interpolation, widened where the axis shrinks so that every source
/// pixel counts (antialiasing). Weights are whole numbers of 2^-22, and sums are rounded to bytes, as Pillow does.
/// </summary>
internal readonly struct TriangleFilter
{
    private const int PrecisionBits = 22;
    private const int Half = 1 << (PrecisionBits - 1);
    private const int BytesOfLoad = 4;
    private const int IntsOfPair = 2 * ImagePixels.BytesPerPixel;

    private readonly int[] first;

    // The first weights of all pixels, then the second, and so on.
    private readonly int[] weights;

    // For each pixel its weights two by two, each once for every byte of a pixel; an odd number is filled up with 0.
    private readonly int[] pairs;
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
        int widest = ((int)Math.Ceiling(support) * 2) + 1;
        first = new int[count];
        weights = new int[count * widest];
        Span<double> exact = widest <= 256 ? stackalloc double[widest] : new double[widest];
        for (int position = 0; position < count; position++)
        {
            double center = (start + position + 0.5) * scale;
            (int low, int high) = Reach(center, support, sourceLength);
            double sum = 0;
            for (int x = low; x < high; x++)
            {
                exact[x - low] = Math.Max(0, 1 - Math.Abs((x - center + 0.5) / support));
                sum += exact[x - low];
            }

            for (int x = low; x < high; x++)
            {
                weights[((x - low) * count) + position] = (int)((exact[x - low] / sum * (1 << PrecisionBits)) + 0.5);
            }

            first[position] = sourceStart + low;
            width = Math.Max(width, high - low);
        }

        pairs = Avx2.IsSupported ? InPairs(weights, width, count) : [];
    }

    /// <summary>Which pixels of a source scaled ones are made of, from the first to behind the last.</summary>
    /// <param name="sourceLength">How long the source is.</param>
    /// <param name="scaledLength">How long it gets.</param>
    /// <param name="start">The first scaled pixel that is wanted.</param>
    /// <param name="count">How many are wanted.</param>
    public static (int First, int End) Reach(int sourceLength, int scaledLength, int start, int count)
    {
        double scale = (double)sourceLength / scaledLength;
        double support = Math.Max(scale, 1);
        return (Reach((start + 0.5) * scale, support, sourceLength).First, Reach((start + count - 0.5) * scale, support, sourceLength).End);
    }

    /// <summary>Scales one row.</summary>
    public void ScaleRow(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        for (int position = Avx2.IsSupported ? ScaleInEights(source, destination) : 0; position < first.Length; position++)
        {
            // Behind the last source pixel all weights are 0.
            ReadOnlySpan<byte> values = source[first[position]..];
            int sum = Half;
            for (int k = 0; k < width && k < values.Length; k++)
            {
                sum += values[k] * weights[(k * first.Length) + position];
            }

            destination[position] = ToByte(sum);
        }
    }

    /// <summary>Scales one row of pixels of <see cref="ImagePixels.BytesPerPixel"/> bytes, and takes them apart into their colours.</summary>
    public void ScalePixels(ReadOnlySpan<byte> source, Span<byte> red, Span<byte> green, Span<byte> blue)
    {
        for (int position = Avx2.IsSupported ? ScaleFourPixels(source, red, green, blue) : 0; position < first.Length; position++)
        {
            // Behind the last source pixel all weights are 0.
            ReadOnlySpan<byte> pixels = source[(first[position] * ImagePixels.BytesPerPixel)..];
            var (r, g, b) = (Half, Half, Half);
            for (int k = 0; k < width && !pixels.IsEmpty; k++, pixels = pixels[ImagePixels.BytesPerPixel..])
            {
                int factor = weights[(k * first.Length) + position];
                r += pixels[0] * factor;
                g += pixels[1] * factor;
                b += pixels[2] * factor;
            }

            (red[position], green[position], blue[position]) = (ToByte(r), ToByte(g), ToByte(b));
        }
    }

    /// <summary>Makes one row out of rows above each other; as many values at once as the processor takes.</summary>
    /// <param name="source">Rows, one after the other.</param>
    /// <param name="firstRow">Which source row the first of them is.</param>
    /// <param name="position">Which scaled row is made.</param>
    /// <param name="destination">Where it goes; as long as a row.</param>
    public void CombineRows(ReadOnlySpan<byte> source, int firstRow, int position, Span<byte> destination)
    {
        ReadOnlySpan<byte> rows = source[((first[position] - firstRow) * destination.Length)..];
        int x = 0;
        for (; x <= destination.Length - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            CombineVector(rows[x..], position, destination.Length, destination[x..]);
        }

        for (; x < destination.Length; x++)
        {
            int sum = Half;
            for (int k = 0; k < width; k++)
            {
                int factor = weights[(k * first.Length) + position];
                sum += factor == 0 ? 0 : rows[(k * destination.Length) + x] * factor;
            }

            destination[x] = ToByte(sum);
        }
    }

    private static (int First, int End) Reach(double center, double support, int sourceLength) =>
        (Math.Max(0, (int)(center - support + 0.5)), Math.Min(sourceLength, (int)(center + support + 0.5)));

    private void CombineVector(ReadOnlySpan<byte> rows, int position, int rowLength, Span<byte> destination)
    {
        var (a, b, c, d) = (new Vector<int>(Half), new Vector<int>(Half), new Vector<int>(Half), new Vector<int>(Half));
        for (int k = 0; k < width; k++)
        {
            // Rows that do not count need not be there.
            int factor = weights[(k * first.Length) + position];
            if (factor != 0)
            {
                Vector.Widen(new Vector<byte>(rows[(k * rowLength)..]), out Vector<ushort> low, out Vector<ushort> high);
                Vector.Widen(low, out Vector<uint> first, out Vector<uint> second);
                Vector.Widen(high, out Vector<uint> third, out Vector<uint> fourth);
                a += Vector.AsVectorInt32(first) * factor;
                b += Vector.AsVectorInt32(second) * factor;
                c += Vector.AsVectorInt32(third) * factor;
                d += Vector.AsVectorInt32(fourth) * factor;
            }
        }

        Vector.Narrow(Vector.Narrow(ToBytes(a), ToBytes(b)), Vector.Narrow(ToBytes(c), ToBytes(d))).CopyTo(destination);
    }

    private static byte ToByte(int sum) => (byte)Math.Clamp(sum >> PrecisionBits, 0, byte.MaxValue);

    private static Vector<uint> ToBytes(Vector<int> sums) => Vector.AsVectorUInt32(
        Vector.Min(Vector.Max(Vector.ShiftRightArithmetic(sums, PrecisionBits), Vector<int>.Zero), new Vector<int>(byte.MaxValue)));

    /// <summary>
    /// Scales eight pixels at once. One load brings four bytes from each of the eight places where their sums begin, and four of the weights are
    /// applied to them byte by byte.
    /// </summary>
    /// <returns>How many pixels were scaled; for the others a load could reach behind the row.</returns>
    private unsafe int ScaleInEights(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        int count = first.Length;
        int safe = Math.Min(count, destination.Length);
        int reach = (width + BytesOfLoad - 1) / BytesOfLoad * BytesOfLoad;
        while (safe > 0 && first[safe - 1] + reach > source.Length)
        {
            safe--;
        }

        int position = 0;
        fixed (byte* pixels = source)
        fixed (byte* scaled = destination)
        fixed (int* starts = first)
        fixed (int* factors = weights)
        {
            for (; position + Vector256<int>.Count <= safe; position += Vector256<int>.Count)
            {
                Vector256<int> start = Vector256.Load(starts + position);
                Vector256<int> sum = Vector256.Create(Half);
                Vector256<int> four = default;
                for (int k = 0; k < width; k++)
                {
                    four = k % BytesOfLoad == 0 ? Avx2.GatherVector256((int*)(pixels + k), start, 1) : Vector256.ShiftRightLogical(four, 8);
                    sum += (four & Vector256.Create((int)byte.MaxValue)) * Vector256.Load(factors + (k * count) + position);
                }

                Vector256<int> bytes = Vector256.Min(Vector256.Max(Vector256.ShiftRightArithmetic(sum, PrecisionBits), default), Vector256.Create((int)byte.MaxValue));
                Vector128<short> narrowed = Vector128.Narrow(bytes.GetLower(), bytes.GetUpper());
                *(long*)(scaled + position) = Vector128.Narrow(narrowed, narrowed).AsInt64().ToScalar();
            }
        }

        return position;
    }

    private static int[] InPairs(int[] weights, int width, int count)
    {
        int stride = (width + 1) / 2 * IntsOfPair;
        var pairs = new int[count * stride];
        for (int position = 0; position < count; position++)
        {
            for (int k = 0; k < width; k++)
            {
                pairs.AsSpan((position * stride) + (k * ImagePixels.BytesPerPixel), ImagePixels.BytesPerPixel).Fill(weights[(k * count) + position]);
            }
        }

        return pairs;
    }

    /// <summary>Scales pixels, four at once; all bytes of two neighbours are weighted beside each other.</summary>
    /// <returns>How many pixels were scaled; for the others a load could reach behind the row.</returns>
    private unsafe int ScaleFourPixels(ReadOnlySpan<byte> source, Span<byte> red, Span<byte> green, Span<byte> blue)
    {
        const int Four = 4;
        int stride = (width + 1) / 2 * IntsOfPair;
        int reach = stride / ImagePixels.BytesPerPixel;
        int safe = Math.Min(Math.Min(first.Length, red.Length), Math.Min(green.Length, blue.Length));
        while (safe > 0 && (first[safe - 1] + reach) * ImagePixels.BytesPerPixel > source.Length)
        {
            safe--;
        }

        Vector128<byte> byColor = Vector128.Create((byte)0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
        int position = 0;
        fixed (byte* pixels = source)
        fixed (byte* reds = red)
        fixed (byte* greens = green)
        fixed (byte* blues = blue)
        fixed (int* starts = first)
        fixed (int* factors = pairs)
        {
            for (; position + Four <= safe; position += Four)
            {
                int* factor = factors + (position * stride);
                Vector128<int> a = WeightedSum(pixels, starts[position], factor, stride);
                Vector128<int> b = WeightedSum(pixels, starts[position + 1], factor + stride, stride);
                Vector128<int> c = WeightedSum(pixels, starts[position + 2], factor + (2 * stride), stride);
                Vector128<int> d = WeightedSum(pixels, starts[position + 3], factor + (3 * stride), stride);

                // Packing cuts off below 0 and above 255.
                Vector128<byte> packed = Sse2.PackUnsignedSaturate(Sse2.PackSignedSaturate(a, b), Sse2.PackSignedSaturate(c, d));
                Vector128<uint> colors = Ssse3.Shuffle(packed, byColor).AsUInt32();
                *(uint*)(reds + position) = colors.GetElement(0);
                *(uint*)(greens + position) = colors.GetElement(1);
                *(uint*)(blues + position) = colors.GetElement(2);
            }
        }

        return position;
    }

    /// <summary>The sum of weighted neighbours, of each byte of a pixel, as a whole number of colour steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector128<int> WeightedSum(byte* pixels, int start, int* factor, int stride)
    {
        long* two = (long*)(pixels + (start * ImagePixels.BytesPerPixel));
        Vector256<int> sum = Vector256.Create(Half, Half, Half, Half, 0, 0, 0, 0) + (Avx2.ConvertToVector256Int32((byte*)two) * Vector256.Load(factor));
        for (int next = IntsOfPair; next < stride; next += IntsOfPair)
        {
            two++;
            sum += Avx2.ConvertToVector256Int32((byte*)two) * Vector256.Load(factor + next);
        }

        return (sum.GetLower() + sum.GetUpper()) >> PrecisionBits;
    }
}
