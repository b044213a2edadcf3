using System.Collections.Immutable;
using System.ComponentModel;

namespace Rsg.Summaries;

/// <summary>One row of a <see cref="ModelSummary"/>: a layer, or a group of layers whose rows follow it.</summary>
public sealed class LayerSummary
{
    /// <summary>Describes a layer.</summary>
    /// <param name="name">Its state name, <c>layer1.0.conv1</c>.</param>
    /// <param name="type">What it is, <c>Conv2d</c>.</param>
    /// <param name="depth">How many groups it lies in; at least 0.</param>
    /// <param name="parameters">Numbers that it learns itself, not those of the rows under it; at least 0.</param>
    /// <param name="multiplyAdds">Multiply-adds per image that it costs itself, not those of the rows under it; at least 0.</param>
    /// <param name="outputShape">Shape of its output without the batch; empty where it has none.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public LayerSummary(string name, string type, int depth, long parameters, long multiplyAdds, params long[] outputShape)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(type);
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        ArgumentOutOfRangeException.ThrowIfNegative(parameters);
        ArgumentOutOfRangeException.ThrowIfNegative(multiplyAdds);
        ArgumentNullException.ThrowIfNull(outputShape);
        Name = name;
        Type = type;
        Depth = depth;
        Parameters = parameters;
        MultiplyAdds = multiplyAdds;
        OutputShape = [.. outputShape];
    }

    /// <summary>State name, <c>layer1.0.conv1</c>.</summary>
    public string Name { get; }

    /// <summary>What it is, <c>Conv2d</c>.</summary>
    public string Type { get; }

    /// <summary>How many groups it lies in.</summary>
    public int Depth { get; }

    /// <summary>Numbers that it learns itself, without those of the rows under it.</summary>
    public long Parameters { get; }

    /// <summary>Multiply-adds per image that it costs itself, without those of the rows under it.</summary>
    public long MultiplyAdds { get; }

    /// <summary>Shape of the output without the batch: (channels, height, width) or (features); empty where it has none.</summary>
    public ImmutableArray<long> OutputShape { get; }
}
