using static TorchSharp.torch;

namespace Rsg.Data;

/// <summary>Some images and their labels as tensors. They belong to no dispose scope: whoever was given the batch disposes it.</summary>
public sealed class Batch : IDisposable
{
    internal Batch(Tensor images, BatchLabels labels)
    {
        Images = images;
        Labels = labels;
    }

    /// <summary>The images, (N, C, H, W), float32.</summary>
    public Tensor Images { get; }

    /// <summary>The labels, N of them.</summary>
    public BatchLabels Labels { get; }

    /// <summary>Which batch of its epoch it is, counted from 0. A batch of which no image can be read is not given out, and its number is left out.</summary>
    public int Number { get; internal set; }

    /// <summary>How many images were left out because they could not be read: of this batch, and of those that were not given out directly before it.</summary>
    public int Skipped { get; internal set; }

    /// <summary>How many images there are, N.</summary>
    public int Count => (int)Images.shape[0];

    /// <summary>Frees both tensors.</summary>
    public void Dispose()
    {
        Images.Dispose();
        Labels.Tensor.Dispose();
    }
}
