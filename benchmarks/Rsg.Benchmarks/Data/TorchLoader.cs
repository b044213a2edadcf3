using Rsg.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Benchmarks.Data;

/// <summary>The same images through TorchSharp's own loader, as its users write it: a tensor an image, cropped and mirrored by tensor operations.</summary>
internal sealed class TorchLoader : utils.data.Dataset
{
    private const int Padding = 4;

    private readonly Tensor images;
    private readonly Tensor labels;
    private readonly Tensor mean;
    private readonly Tensor deviation;

    public TorchLoader(CifarPixels drawn)
    {
        ChannelStatistics statistics = CifarPixels.Preparation.Statistics!;
        images = tensor(drawn.Pixels, [drawn.Labels.Length, CifarPixels.Channels, CifarPixels.Side, CifarPixels.Side]);
        labels = tensor(drawn.Labels, int64);
        mean = tensor([.. statistics.Means], [3, 1, 1], float32);
        deviation = tensor([.. statistics.StandardDeviations], [3, 1, 1], float32);
    }

    public override long Count => labels.shape[0];

    public static void ReadEpoch(CifarPixels drawn, int batchSize, int workers)
    {
        using var dataset = new TorchLoader(drawn);
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
        Tensor cropped = padded.narrow(1, top, CifarPixels.Side).narrow(2, left, CifarPixels.Side);
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
