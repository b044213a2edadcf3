using Rsg.Layers;

namespace Rsg.Onnx;

/// <summary>Merges each batch normalisation of a graph into the convolution before it, where nothing else reads what that gives.</summary>
internal static class BatchNormFolding
{
    public static void Apply(OnnxGraph onnx, OnnxTensor output)
    {
        var readers = onnx.Nodes.SelectMany(static node => node.Inputs).Append(output).GroupBy(static tensor => tensor).ToDictionary(static group => group.Key, static group => group.Count());
        var producers = onnx.Nodes.ToDictionary(static node => node.Output);
        var merged = new Dictionary<OnnxNode, OnnxNode?>(ReferenceEqualityComparer.Instance);
        foreach (var norm in onnx.Nodes.Where(static node => node.Operation == "BatchNormalization"))
        {
            if (producers.TryGetValue(norm.Inputs[0], out var convolution)
                && convolution.Operation == "Conv"
                && convolution.Inputs.Skip(1).Append(convolution.Output).All(tensor => readers[tensor] == 1)
                && Merge(onnx, convolution, norm) is { } both)
            {
                merged.Add(convolution, null);
                merged.Add(norm, both);
            }
        }

        onnx.Replace(onnx.Nodes.Select(node => merged.TryGetValue(node, out var other) ? other : node).OfType<OnnxNode>());
    }

    /// <summary>The convolution that does the work of both; nothing where the normalisation has constants in the place of weights.</summary>
    private static OnnxNode? Merge(OnnxGraph onnx, OnnxNode convolution, OnnxNode norm)
    {
        var state = norm.Inputs.Skip(1).Select(onnx.WeightOf).OfType<OnnxWeight>().Select(static weight => weight.Read).ToArray();
        if (state is not [var scale, var shift, var mean, var variance])
        {
            return null;
        }

        var weight = onnx.WeightOf(convolution.Inputs[1])!;
        var bias = convolution.Inputs.Length > 2 ? onnx.WeightOf(convolution.Inputs[2]) : null;
        var epsilon = norm.Attributes.OfType<OnnxAttributeValue.Number>().Single().Value;
        var name = weight.Tensor.Name;
        return convolution with
        {
            Inputs =
            [
                convolution.Inputs[0],
                onnx.SetWeight(name, weight.Tensor.Shape, () => Both().Weight),
                onnx.SetWeight(bias?.Tensor.Name ?? string.Concat(name.AsSpan(0, name.Length - "weight".Length), "bias"), [weight.Tensor.Shape[0]], () => Both().Bias),
            ],
            Output = norm.Output,
        };

        MergedConvolution Both() => MergedConvolution.Of(weight.Read(), bias?.Read(), scale(), shift(), mean(), variance(), epsilon);
    }
}
