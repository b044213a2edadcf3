namespace Rsg.Data;

/// <summary>One draw of a colour jitter, as torchvision's ColorJitter varies a Pillow image: factors, and the order they are applied in.</summary>
internal readonly record struct ColorVariation(float Brightness, float Contrast, float Saturation, int Order)
{
    private const int Orders = 6;

    /// <summary>Draws one: the order, then the factors of brightness, contrast and saturation.</summary>
    public static ColorVariation Draw(Random random, double jitter)
    {
        int order = random.Next(Orders);
        return new ColorVariation(Factor(random, jitter), Factor(random, jitter), Factor(random, jitter), order);
    }

    /// <summary>Changes an image.</summary>
    /// <param name="pixels">Its bytes, channel by channel.</param>
    /// <param name="channels">1 or 3.</param>
    public void Apply(Span<byte> pixels, int channels)
    {
        // The six orders of three: which comes first, and which of the other two comes next.
        int first = Order / 2;
        int second = (first + 1 + (Order % 2)) % 3;
        Apply(first, pixels, channels);
        Apply(second, pixels, channels);
        Apply(3 - first - second, pixels, channels);
    }

    private static float Factor(Random random, double jitter)
    {
        double low = Math.Max(0, 1 - jitter);
        return (float)(low + ((1 + jitter - low) * random.NextDouble()));
    }

    private void Apply(int what, Span<byte> pixels, int channels)
    {
        switch (what)
        {
            case 0:
                BlendWith(0, pixels, Brightness);
                break;
            case 1:
                BlendWith(MeanGrey(pixels, channels), pixels, Contrast);
                break;
            default:
                if (channels == Luma.Channels)
                {
                    BlendWithGrey(pixels, Saturation);
                }

                break;
        }
    }

    private static void BlendWith(int value, Span<byte> pixels, float factor)
    {
        Span<byte> blended = stackalloc byte[256];
        for (int pixel = 0; pixel < blended.Length; pixel++)
        {
            blended[pixel] = Blend(value, pixel, factor);
        }

        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = blended[pixels[i]];
        }
    }

    private static void BlendWithGrey(Span<byte> pixels, float factor)
    {
        int plane = pixels.Length / Luma.Channels;
        Span<byte> red = pixels[..plane];
        Span<byte> green = pixels.Slice(plane, plane);
        Span<byte> blue = pixels.Slice(2 * plane, plane);
        for (int i = 0; i < red.Length && i < green.Length && i < blue.Length; i++)
        {
            byte grey = Luma.Of(red[i], green[i], blue[i]);
            red[i] = Blend(grey, red[i], factor);
            green[i] = Blend(grey, green[i], factor);
            blue[i] = Blend(grey, blue[i], factor);
        }
    }

    /// <summary>The mean grey value of an image, rounded.</summary>
    private static int MeanGrey(ReadOnlySpan<byte> pixels, int channels)
    {
        int plane = pixels.Length / channels;
        ReadOnlySpan<byte> red = pixels[..plane];
        ReadOnlySpan<byte> green = pixels.Slice(channels == Luma.Channels ? plane : 0, plane);
        ReadOnlySpan<byte> blue = pixels.Slice(channels == Luma.Channels ? 2 * plane : 0, plane);
        long sum = 0;
        for (int i = 0; i < red.Length && i < green.Length && i < blue.Length; i++)
        {
            // The grey value of a grey pixel is itself.
            sum += Luma.Of(red[i], green[i], blue[i]);
        }

        return (int)(((double)sum / plane) + 0.5);
    }

    /// <summary>A value moved from another towards itself (or beyond), cut off and rounded towards 0 as Pillow does.</summary>
    private static byte Blend(int from, int to, float factor) => (byte)Math.Clamp((int)(from + (factor * (to - from))), 0, byte.MaxValue);
}
