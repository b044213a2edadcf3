using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Generation;

/// <summary>Indices that the host knows, sent to a device in one piece; nobody waits until they are there.</summary>
internal static class IndexTensors
{
    /// <summary>Lists of indices on a device: one tensor a list, (n) int64, all in one block of memory.</summary>
    public static Tensor[] On(Device device, params IReadOnlyCollection<long>[] lists)
    {
        long[] counts = [.. lists.Select(list => (long)list.Count)];
        using var scope = NewDisposeScope();
        var host = tensor(lists.SelectMany(list => list).ToArray());

        // A CUDA device copies from pinned memory by itself.
        var there = device.type == DeviceType.CUDA ? host.pin_memory().to(device, non_blocking: true) : host.to(device);
        return [.. there.split(counts).Select(part => part.MoveToOuterDisposeScope())];
    }
}
