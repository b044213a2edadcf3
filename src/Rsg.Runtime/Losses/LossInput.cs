using System.Globalization;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Rsg.Losses;

/// <summary>What every loss expects, checked alike. Torch itself would leave out a label of -100 without a word.</summary>
internal static class LossInput
{
    /// <summary>
    /// Says what is wrong with a batch; <c>classes</c> is how many the loss was made for, if it was. The range of labels on a GPU is left to
    /// the data set, whose labels were checked: to read them would stop the device in every step.
    /// </summary>
    public static void Require(Tensor logits, Tensor labels, Tensor? classWeights, int? classes = null)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(labels);
        if (logits.dim() != 2 || logits.shape[0] == 0 || logits.shape[1] == 0)
        {
            throw Wrong(nameof(logits), $"Logits must have shape [B, C] with at least one sample and one class; these have shape {Shape(logits)}.");
        }

        if (!logits.is_floating_point())
        {
            throw Wrong(nameof(logits), $"Logits must be floating-point; these are {logits.dtype}.");
        }

        if (classes is int expected && logits.shape[1] != expected)
        {
            throw Wrong(nameof(logits), $"The loss was made for {expected} classes, so logits of shape [B, {expected}]; these have shape {Shape(logits)}.");
        }

        RequireLabels(labels, logits);
        if (classWeights is not null)
        {
            RequireWeights(classWeights, logits);
        }
    }

    /// <summary>1 at each sample's label and 0 elsewhere, shaped as the logits.</summary>
    public static Tensor AtLabels(Tensor labels, Tensor logits) => nn.functional.one_hot(labels, logits.shape[1]).to(logits.dtype);

    private static void RequireLabels(Tensor labels, Tensor logits)
    {
        if (labels.dtype != ScalarType.Int64)
        {
            throw Wrong(nameof(labels), $"Labels must be Int64; these are {labels.dtype}.");
        }

        if (labels.dim() != 1 || labels.shape[0] != logits.shape[0])
        {
            throw Wrong(nameof(labels), $"Labels must have shape [{logits.shape[0]}], one a sample; these have shape {Shape(labels)}.");
        }

        RequireDevice(nameof(labels), "labels", labels, logits);
        if (labels.device_type != TorchSharp.DeviceType.CPU)
        {
            return;
        }

        // Read where they lie: this is in every step.
        long classes = logits.shape[1];
        using Tensor inOneRow = labels.contiguous();
        ReadOnlySpan<long> values = MemoryMarshal.Cast<byte, long>(inOneRow.bytes);
        for (int sample = 0; sample < values.Length; sample++)
        {
            if (values[sample] < 0 || values[sample] >= classes)
            {
                throw Wrong(nameof(labels), $"Sample {sample} has label {values[sample]}; with {classes} classes a label lies in [0, {classes - 1}].");
            }
        }
    }

    private static void RequireWeights(Tensor classWeights, Tensor logits)
    {
        if (classWeights.dim() != 1 || classWeights.shape[0] != logits.shape[1])
        {
            throw Wrong(nameof(classWeights), $"Class weights must have shape [{logits.shape[1]}], one a class; these have shape {Shape(classWeights)}.");
        }

        if (classWeights.dtype != logits.dtype)
        {
            throw Wrong(nameof(classWeights), $"Class weights must be {logits.dtype}, as the logits; these are {classWeights.dtype}.");
        }

        RequireDevice(nameof(classWeights), "class weights", classWeights, logits);
    }

    private static void RequireDevice(string parameter, string what, Tensor tensor, Tensor logits)
    {
        if (tensor.device_type != logits.device_type || tensor.device_index != logits.device_index)
        {
            throw Wrong(parameter, $"The {what} are on {tensor.device}, the logits on {logits.device}.");
        }
    }

    private static string Shape(Tensor tensor) =>
        "[" + string.Join(", ", tensor.shape.Select(size => size.ToString(CultureInfo.InvariantCulture))) + "]";

    private static ArgumentException Wrong(string parameter, FormattableString message) =>
        new(message.ToString(CultureInfo.InvariantCulture), parameter);
}
