using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Data;

/// <summary>A batch as it was read into the memory of the host. It belongs to no dispose scope.</summary>
internal sealed class HostBatch : IDisposable
{
    public HostBatch(Batch? images, int skipped)
    {
        Images = images;
        Skipped = skipped;
    }

    /// <summary>What could be read; <see langword="null"/> where nothing could.</summary>
    public Batch? Images { get; }

    /// <summary>How many images the set left out.</summary>
    public int Skipped { get; }

    /// <summary>The batch on a device, for whoever takes it over.</summary>
    /// <param name="device">Where it is to be; <see langword="null"/> for where it is.</param>
    /// <returns><see langword="null"/> where no image could be read.</returns>
    public Batch? MoveTo(Device? device)
    {
        if (Images is null || device is null || device.type == DeviceType.CPU)
        {
            return Images;
        }

        // A CUDA device copies from pinned memory beside what it still has to do; that memory is not used again before the copy is done.
        bool isPinned = device.type == DeviceType.CUDA;
        using Batch host = Images;
        using DisposeScope scope = NewDisposeScope();
        Tensor images = host.Images.to(device, non_blocking: isPinned);
        Tensor labels = host.Labels.Tensor.to(device, non_blocking: isPinned);
        return new Batch(images.DetachFromDisposeScope(), new BatchLabels(labels.DetachFromDisposeScope(), host.Labels.Values.ToArray()));
    }

    /// <summary>Frees what was read.</summary>
    public void Dispose() => Images?.Dispose();
}
