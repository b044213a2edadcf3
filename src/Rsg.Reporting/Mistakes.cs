using Rsg.Data;
using Rsg.Evaluation;
using SkiaSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Reporting;

/// <summary>Finds what a network mistakes, and is sure of.</summary>
public static class Mistakes
{
    /// <summary>The images that are predicted wrong with the greatest confidence, the surest first. Images that the set leaves out are left out here.</summary>
    /// <param name="network">Maps images (N, C, H, W) to logits (N, classes). It is evaluated in evaluation mode, and left in the mode that it is in.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="count">How many at most; at least 1.</param>
    /// <param name="statistics">What the images were normalised with, to show them as they were; <see langword="null"/> spreads each image's values from black to white.</param>
    /// <param name="logitScale">What the logits are multiplied with before the softmax, where the loss of the training did; 1 otherwise.</param>
    /// <param name="batchSize">Images in a batch; at least 1.</param>
    /// <param name="device">Where the network is; <see langword="null"/> for the CPU.</param>
    public static IReadOnlyList<Mistake> Find(
        nn.Module<Tensor, Tensor> network,
        IImageDataset dataset,
        int count = 24,
        ChannelStatistics? statistics = null,
        double logitScale = 1,
        int batchSize = 256,
        Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (statistics is not null && statistics.Means.Length != dataset.Channels)
        {
            throw new ArgumentException($"The images have {dataset.Channels} channels, the statistics {statistics.Means.Length}.", nameof(statistics));
        }

        // The least sure one comes out first when there are too many; of equally sure ones the later.
        var surest = new PriorityQueue<(int Label, int Prediction, float[] Pixels), (double Confidence, int Earliness)>();
        int seen = 0;
        var loader = new BatchLoader(dataset, batchSize, shuffle: false, seed: 0, dropLast: false);
        using var evaluation = new EvaluationMode(network);
        using IDisposable noGradients = no_grad();
        foreach (Batch batch in loader.ReadEpoch(0, device))
        {
            using (batch)
            {
                using DisposeScope scope = NewDisposeScope();
                (Tensor confidence, Tensor prediction) = nn.functional.softmax(network.call(batch.Images) * logitScale, 1).max(1);
                float[] confidences = confidence.to(ScalarType.Float32).cpu().data<float>().ToArray();
                long[] predictions = prediction.cpu().data<long>().ToArray();
                Tensor labelTensor = batch.Labels;
                long[] labels = labelTensor.cpu().data<long>().ToArray();
                for (int sample = 0; sample < labels.Length; sample++, seen++)
                {
                    (double Confidence, int Earliness) rank = (confidences[sample], -seen);
                    if (predictions[sample] == labels[sample] || (surest.Count == count && surest.TryPeek(out _, out var least) && rank.CompareTo(least) < 0))
                    {
                        continue;
                    }

                    float[] pixels = batch.Images[sample].to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
                    surest.Enqueue(((int)labels[sample], (int)predictions[sample], pixels), rank);
                    if (surest.Count > count)
                    {
                        surest.Dequeue();
                    }
                }
            }
        }

        var mistakes = new List<Mistake>();
        while (surest.TryDequeue(out var found, out var rank))
        {
            mistakes.Add(new Mistake(found.Label, found.Prediction, rank.Confidence, Png(found.Pixels, dataset, statistics)));
        }

        mistakes.Reverse();
        return mistakes;
    }

    /// <summary>The pixels (C, H, W) as an image: one channel is grey, of several the first three are red, green and blue.</summary>
    private static byte[] Png(float[] pixels, IImageDataset shape, ChannelStatistics? statistics)
    {
        (float least, float greatest) = (pixels.Min(), pixels.Max());
        int plane = shape.Height * shape.Width;
        using var bitmap = new SKBitmap(shape.Width, shape.Height);
        for (int y = 0; y < shape.Height; y++)
        {
            for (int x = 0; x < shape.Width; x++)
            {
                bitmap.SetPixel(x, y, new SKColor(Value(0), Value(1), Value(2)));

                byte Value(int color)
                {
                    int channel = shape.Channels < 3 ? 0 : color;
                    float value = pixels[(channel * plane) + (y * shape.Width) + x];
                    double share = statistics is null
                        ? (value - least) / Math.Max(greatest - least, 1e-12)
                        : (value * statistics.StandardDeviations[channel]) + statistics.Means[channel];
                    return (byte)Math.Round(255 * Math.Clamp(share, 0, 1));
                }
            }
        }

        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}
