using static TorchSharp.torch;

namespace Rsg.Training;

/// <summary>A copy of a network's parameters and buffers in the memory of the CPU, written over whenever there is a better one.</summary>
internal sealed class BestWeights : IDisposable
{
    private readonly Dictionary<string, Tensor> values = new(StringComparer.Ordinal);

    public void Take(nn.Module network)
    {
        using var scope = NewDisposeScope();
        using var withoutGradient = no_grad();
        foreach (var (name, source) in network.state_dict())
        {
            if (!values.TryGetValue(name, out var value))
            {
                value = empty(source.shape, dtype: source.dtype, device: CPU).DetachFromDisposeScope();
                values.Add(name, value);
            }

            value.copy_(source);
        }
    }

    public void PutInto(nn.Module network)
    {
        using var withoutGradient = no_grad();
        foreach (var (name, target) in network.state_dict())
        {
            target.copy_(values[name]);
        }
    }

    public void Dispose()
    {
        foreach (var value in values.Values)
        {
            value.Dispose();
        }

        values.Clear();
    }
}
