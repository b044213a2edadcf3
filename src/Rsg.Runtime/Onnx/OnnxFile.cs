using System.ComponentModel;
using static TorchSharp.torch;

namespace Rsg.Onnx;

/// <summary>A network as a file that ONNX runtimes read.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OnnxFile
{
    /// <summary>
    /// Writes a network as it computes in evaluation mode, whatever mode it is in; neither the mode nor a weight is changed. The file is replaced as a whole,
    /// and holds the same bytes for the same weights.
    /// </summary>
    /// <param name="path">Where to.</param>
    /// <param name="network">The network, on any device and of any floating-point type; the file's weights are float32.</param>
    /// <param name="description">What it is, beside its graph.</param>
    /// <param name="options">How it is written; null for the defaults.</param>
    /// <exception cref="NotSupportedException">A module has no ONNX form, or the weights are more than one file holds.</exception>
    /// <exception cref="ArgumentException">There is not one mean for each channel; or the name of the network or of a class has half of a surrogate pair.</exception>
    /// <exception cref="InvalidOperationException">A module gives another shape than logits, or is registered nowhere in the network.</exception>
    public static void Write<TNetwork>(string path, TNetwork network, OnnxDescription description, OnnxOptions? options = null)
        where TNetwork : nn.Module, IOnnxModule
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(description);
        options ??= new OnnxOptions();
        OnnxText.RequireReadable(description.Model, "The name of the network", nameof(description));
        foreach (var name in description.ClassNames ?? [])
        {
            OnnxText.RequireWhole(name, $"The class name '{name}'", nameof(description));
        }

        if (options.Normalize is { } statistics && statistics.Means.Length != description.Channels)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"There are statistics of {statistics.Means.Length} channels; an image of {description.Model} has {description.Channels}."), nameof(options));
        }

        var onnx = new OnnxGraph(network, description, options.Opset);
        var input = options.Normalize is null ? onnx.Images : onnx.Normalize(onnx.Images, options.Normalize);
        var logits = network.Export(onnx, input);
        if (!logits.Shape.AsSpan().SequenceEqual([OnnxGraph.Batch, description.ClassCount]))
        {
            throw new InvalidOperationException(
                FormattableString.Invariant($"{description.Model} cannot be exported: it gives ({string.Join(", ", logits.Shape.Skip(1))}) for an image, not {description.ClassCount} logits."));
        }

        if (options.FoldBatchNorms)
        {
            BatchNormFolding.Apply(onnx, logits);
        }

        logits.Name = OnnxNames.Logits;
        var output = logits;
        if (options.Softmax)
        {
            output = onnx.Softmax(description.LogitScale == 1 ? logits : onnx.Mul(logits, onnx.Constant(description.LogitScale)));
            output.Name = OnnxNames.Probabilities;
        }

        OnnxModelFile.Write(path, onnx, output, description, OnnxMetadata.Of(description, options));
    }
}
