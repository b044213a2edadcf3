using System.Globalization;
using Rsg.Data;
using static TorchSharp.torch;

namespace Rsg.Generation;

/// <summary>What the generator expects of a batch.</summary>
internal static class BatchCheck
{
    /// <summary>Returns the labels' values, or says what is wrong.</summary>
    public static ReadOnlySpan<long> Labels(Tensor features, BatchLabels batchLabels, int channels, int classes, Tensor parameters)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(batchLabels, "labels");
        var labels = batchLabels.Tensor;
        if (features.dim() != 4)
        {
            throw Wrong(nameof(features), $"Feature maps must have 4 dimensions (B, D, H, W); these have shape {Shape(features)}.");
        }

        if (features.shape[1] != channels)
        {
            throw Wrong(nameof(features), $"The generator was made for {channels} channels; the feature maps have shape {Shape(features)}.");
        }

        if (features.shape[0] == 0 || features.shape[2] == 0 || features.shape[3] == 0)
        {
            throw Wrong(nameof(features), $"Feature maps need at least one sample and one position; these have shape {Shape(features)}.");
        }

        if (features.dtype != parameters.dtype || features.device.ToString() != parameters.device.ToString())
        {
            throw Wrong(
                nameof(features),
                $"The feature maps are {features.dtype} on {features.device}, but the generator's parameters are {parameters.dtype} on {parameters.device}; move one with .to().");
        }

        if (labels.dtype != ScalarType.Int64)
        {
            throw Wrong(nameof(labels), $"Labels must be Int64; these are {labels.dtype}.");
        }

        if (labels.dim() != 1 || labels.shape[0] != features.shape[0])
        {
            throw Wrong(nameof(labels), $"Labels must have shape [{features.shape[0]}], one a sample; these have shape {Shape(labels)}.");
        }

        if (labels.device.ToString() != features.device.ToString())
        {
            throw Wrong(nameof(labels), $"The labels are on {labels.device}, the feature maps on {features.device}.");
        }

        var values = batchLabels.Values;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] < 0 || values[i] >= classes)
            {
                throw Wrong(nameof(labels), $"Sample {i} has label {values[i]}; with {classes} classes a label lies in [0, {classes - 1}].");
            }
        }

        return values;
    }

    private static string Shape(Tensor tensor) =>
        "[" + string.Join(", ", tensor.shape.Select(size => size.ToString(CultureInfo.InvariantCulture))) + "]";

    private static ArgumentException Wrong(string parameter, FormattableString message) =>
        new(message.ToString(CultureInfo.InvariantCulture), parameter);
}
