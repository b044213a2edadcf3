using System.Collections.Immutable;
using System.ComponentModel;

namespace Rsg.Summaries;

/// <summary>What a network consists of: its layers in order, their output shapes, parameters and multiply-adds. <see cref="ToString"/> prints the table.</summary>
public sealed class ModelSummary
{
    /// <summary>Describes a network.</summary>
    /// <param name="title">What the network is, one line.</param>
    /// <param name="inputShape">Shape of an image: (channels, height, width).</param>
    /// <param name="layers">The rows, in the order in which the network runs.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ModelSummary(string title, long[] inputShape, params LayerSummary[] layers)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(inputShape);
        ArgumentNullException.ThrowIfNull(layers);
        Title = title;
        InputShape = [.. inputShape];
        Layers = [.. layers];
        Parameters = layers.Sum(layer => layer.Parameters);
        MultiplyAdds = layers.Sum(layer => layer.MultiplyAdds);
    }

    /// <summary>What the network is.</summary>
    public string Title { get; }

    /// <summary>Shape of an image: (channels, height, width).</summary>
    public ImmutableArray<long> InputShape { get; }

    /// <summary>The rows, in the order in which the network runs.</summary>
    public ImmutableArray<LayerSummary> Layers { get; }

    /// <summary>How many numbers the network learns.</summary>
    public long Parameters { get; }

    /// <summary>Multiply-adds that one image costs. Two-dimensional convolutions, linear and normalised linear layers count; bias, normalisation, activation and pooling do not.</summary>
    public long MultiplyAdds { get; }

    /// <summary>The table: one line per row, then the totals. Lines end with "\n".</summary>
    public override string ToString() => SummaryTable.Of(this);
}
