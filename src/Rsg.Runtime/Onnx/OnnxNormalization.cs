namespace Rsg.Onnx;

/// <summary>What normalisations are made of where ONNX has no node for them, or several versions of one.</summary>
internal static class OnnxNormalization
{
    /// <summary>What torch's normalize divides by at least.</summary>
    private const double ShortestLength = 1e-12;

    /// <summary>Images of pixels in [0, 1] as the network takes them.</summary>
    public static OnnxTensor Normalize(this OnnxGraph onnx, OnnxTensor images, Data.ChannelStatistics statistics)
    {
        var centered = onnx.Elementwise("Sub", images, OfEach(statistics.Means));
        return onnx.Elementwise("Div", centered, OfEach(statistics.StandardDeviations));

        OnnxTensor OfEach(IEnumerable<double> numbers) => onnx.Constant([.. numbers.Select(static number => (float)number)], 1, images.Shape[1], 1, 1);
    }

    /// <summary>
    /// Each group of channels of each image, with a mean of 0 and a variance of 1. ONNX's GroupNormalization took its scale for groups in one version and for
    /// channels in the next; an instance normalisation of the groups is the same everywhere.
    /// </summary>
    public static OnnxTensor NormalizeGroups(this OnnxGraph onnx, OnnxTensor input, long groups, double epsilon)
    {
        long[] shape = [.. input.Shape[1..]];
        var values = shape.Aggregate(1L, static (product, size) => product * size) / groups;
        var grouped = onnx.Reshape(input, groups, values);
        var normalized = onnx.Node(
            "InstanceNormalization", grouped.Shape, [grouped, onnx.Constants(1, groups), onnx.Constants(0, groups)], OnnxAttributeValue.Of("epsilon", epsilon));
        return onnx.Reshape(normalized, shape);
    }

    /// <summary>A number for each channel, in a shape that reaches every place of maps.</summary>
    public static OnnxTensor OfChannels(this OnnxGraph onnx, OnnxTensor numbers, OnnxTensor maps)
    {
        long[] axes = [.. Enumerable.Range(1, maps.Shape.Length - 2)];
        return axes.Length == 0 ? numbers : onnx.Node("Unsqueeze", [numbers.Shape[0], .. axes.Select(static _ => 1L)], [numbers, onnx.Constant(axes)]);
    }

    /// <summary>Vectors of length 1, with torch's care for those of length 0.</summary>
    public static OnnxTensor NormalizeLength(this OnnxGraph onnx, OnnxTensor vectors, int axis)
    {
        var length = onnx.Elementwise("Max", onnx.Reduce("ReduceL2", vectors, axis), onnx.Constant(ShortestLength));
        return onnx.Elementwise("Div", vectors, length);
    }

    /// <summary>The same number several times.</summary>
    public static OnnxTensor Constants(this OnnxGraph onnx, float number, long count)
    {
        var numbers = new float[count];
        Array.Fill(numbers, number);
        return onnx.Constant(numbers, count);
    }

    /// <summary>Reduces one axis to a size of 1. From operator set 18 on the axis is an input.</summary>
    private static OnnxTensor Reduce(this OnnxGraph onnx, string operation, OnnxTensor input, int axis)
    {
        var shape = input.Shape.SetItem(axis, 1);
        return onnx.Opset >= 18
            ? onnx.Node(operation, shape, [input, onnx.Constant(axis)], OnnxAttributeValue.Of("keepdims", 1))
            : onnx.Node(operation, shape, [input], OnnxAttributeValue.Of("axes", [axis]), OnnxAttributeValue.Of("keepdims", 1));
    }
}
