using System.Collections.Immutable;
using System.Globalization;
using Rsg.Data;

namespace Rsg.Onnx;

/// <summary>How a network is written as an ONNX file.</summary>
public sealed record OnnxOptions
{
    /// <summary>The oldest operator set that can be asked for.</summary>
    public const int OldestOpset = 15;

    /// <summary>The newest operator set that can be asked for.</summary>
    public const int NewestOpset = 22;

    private readonly int opset = 17;
    private readonly ImmutableSortedDictionary<string, string> metadata = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Whether each batch normalisation directly behind a convolution is merged into it. Default false.</summary>
    /// <remarks>The logits stay the same up to rounding; the weights in the file are then no longer the network's.</remarks>
    public bool FoldBatchNorms { get; init; }

    /// <summary>
    /// Whether the output is <c>probabilities</c>, the softmax of the logits times the scale of the loss, in place of <c>logits</c>. Default false.
    /// </summary>
    public bool Softmax { get; init; }

    /// <summary>
    /// What the graph normalises images with, so that its input is pixels divided by 255, in [0, 1]. Default null: the input is what the network takes.
    /// </summary>
    public ChannelStatistics? Normalize { get; init; }

    /// <summary>The version of ONNX's operator set, from <see cref="OldestOpset"/> to <see cref="NewestOpset"/>. Default 17.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside these.</exception>
    public int Opset
    {
        get => opset;
        init => opset = value is >= OldestOpset and <= NewestOpset
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), value, string.Create(CultureInfo.InvariantCulture, $"The operator set must be from {OldestOpset} to {NewestOpset}."));
    }

    /// <summary>Texts that are added to the file's metadata. Default none.</summary>
    /// <exception cref="ArgumentException">A key is empty, or one that every file has; or a key or text has a NUL, or half of a surrogate pair.</exception>
    public IReadOnlyDictionary<string, string> Metadata
    {
        get => metadata;
        init => metadata = Checked(value);
    }

    private static ImmutableSortedDictionary<string, string> Checked(IReadOnlyDictionary<string, string> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        foreach (var (key, text) in value)
        {
            ArgumentException.ThrowIfNullOrEmpty(key, nameof(value));
            ArgumentNullException.ThrowIfNull(text, nameof(value));
            OnnxText.RequireReadable(key, "A key of the metadata", nameof(value));
            OnnxText.RequireReadable(text, $"The metadata '{key}'", nameof(value));
            if (OnnxMetadata.Keys.Contains(key))
            {
                throw new ArgumentException($"The export writes the metadata '{key}' itself.", nameof(value));
            }
        }

        return value.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }
}
