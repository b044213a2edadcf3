using Rsg.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Benchmarks.Data;

/// <summary>The same images through TorchSharp's own loader, as its users write it: a tensor an image, cropped and mirrored by tensor operations.</summary>
internal sealed class TorchLoader : utils.data.Dataset
{
    private const int Padding = 4;
    private const int Side = 32;

    private readonly Tensor images;
    private readonly Tensor labels;
    private readonly Tensor mean;
    private readonly Tensor deviation;

    public TorchLoader(byte[] pixels, int[] labels, ChannelStatistics statistics)
    {
        images = tensor(pixels, [labels.Length, 3, Side, Side]);
        this.labels = tensor(labels, int64);
        mean = tensor([.. statistics.Means], [3, 1, 1], float32);
        deviation = tensor([.. statistics.StandardDeviations], [3, 1, 1], float32);
    }

    public override long Count => labels.shape[0];

    public static void ReadEpoch(byte[] pixels, int[] labels, ChannelStatistics statistics, int batchSize, int workers)
    {
        using var dataset = new TorchLoader(pixels, labels, statistics);
        using var loader = utils.data.DataLoader(dataset, batchSize, shuffle: true, num_worker: workers);
        foreach (Dictionary<string, Tensor> batch in loader)
        {
            foreach (Tensor part in batch.Values)
            {
                part.Dispose();
            }
        }
    }

    public override Dictionary<string, Tensor> GetTensor(long index)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor image = images[index].to(float32).div(255);
        Tensor padded = nn.functional.pad(image, [Padding, Padding, Padding, Padding]);
        int top = Random.Shared.Next((2 * Padding) + 1);
        int left = Random.Shared.Next((2 * Padding) + 1);
        Tensor cropped = padded.narrow(1, top, Side).narrow(2, left, Side);
        Tensor shown = Random.Shared.Next(2) == 1 ? cropped.flip(2) : cropped;
        return new Dictionary<string, Tensor>
        {
            ["image"] = ((shown - mean) / deviation).MoveToOuterDisposeScope(),
            ["label"] = labels[index].clone().MoveToOuterDisposeScope(),
        };
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            images.Dispose();
            labels.Dispose();
            mean.Dispose();
            deviation.Dispose();
        }

        base.Dispose(disposing);
    }
}
