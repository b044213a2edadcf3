using static TorchSharp.torch;

namespace Rsg.Losses;

/// <summary>One number a class, as a tensor of the dtype and on the device that the logits have: made at the first use, and again only when those change.</summary>
internal sealed class PerClassTensor : IDisposable
{
    private readonly double[] values;
    private Tensor? current;

    public PerClassTensor(IEnumerable<double> values) => this.values = [.. values];

    public IReadOnlyList<double> Values => values;

    /// <summary>The numbers, (C), of the logits' dtype and on their device. Stays this object's; it belongs to no scope.</summary>
    public Tensor Like(Tensor logits)
    {
        if (current is null || current.dtype != logits.dtype || current.device_type != logits.device_type || current.device_index != logits.device_index)
        {
            // What is made in inference mode could not be used by a training step afterwards.
            using var asUsual = inference_mode(false);
            current?.Dispose();
            current = tensor(values, dtype: logits.dtype, device: logits.device).DetachFromDisposeScope();
        }

        return current;
    }

    public void Dispose()
    {
        current?.Dispose();
        current = null;
    }
}
