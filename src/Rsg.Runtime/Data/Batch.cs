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

    /// <summary>How many images there are, N.</summary>
    public int Count => (int)Images.shape[0];

    /// <summary>Frees both tensors.</summary>
    public void Dispose()
    {
        Images.Dispose();
        Labels.Tensor.Dispose();
    }
}
