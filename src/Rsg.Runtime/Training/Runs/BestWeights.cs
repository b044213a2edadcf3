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

    /// <summary>What is held, by state name; nothing before the first <see cref="Take(nn.Module)"/>.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Values => values;

    /// <summary>Holds values that were read from a file, or nothing where there are none.</summary>
    /// <exception cref="FormatException">They are not those of the network.</exception>
    public void Take(nn.Module network, IReadOnlyDictionary<string, Tensor> read)
    {
        using var scope = NewDisposeScope();
        var state = network.state_dict();
        if (read.Count > 0 && (state.Count != read.Count || state.Any(entry => !read.TryGetValue(entry.Key, out var value) || value.dtype != entry.Value.dtype || !value.shape.SequenceEqual(entry.Value.shape))))
        {
            throw new FormatException("The weights of the best epoch are of another network.");
        }

        Dispose();
        foreach (var (name, value) in read)
        {
            values.Add(name, value.clone().DetachFromDisposeScope());
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
