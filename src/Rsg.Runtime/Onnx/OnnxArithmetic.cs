namespace Rsg.Onnx;

/// <summary>What brings tensors together or into another shape.</summary>
public static class OnnxArithmetic
{
    /// <summary>The sum, element by element, of equal shapes.</summary>
    public static OnnxTensor Add(this OnnxGraph onnx, OnnxTensor first, OnnxTensor second) => Elementwise(onnx, "Add", first, second);

    /// <summary>The product, element by element; a size of 1 of either stands for every index of the other.</summary>
    public static OnnxTensor Mul(this OnnxGraph onnx, OnnxTensor first, OnnxTensor second) => Elementwise(onnx, "Mul", first, second);

    /// <summary>Channel behind channel.</summary>
    public static OnnxTensor Concat(this OnnxGraph onnx, params OnnxTensor[] parts)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        ArgumentNullException.ThrowIfNull(parts);
        var shape = parts[0].Shape.SetItem(1, parts.Sum(static part => part.Shape[1]));
        return onnx.Node("Concat", shape, parts, OnnxAttributeValue.Of("axis", 1));
    }

    /// <summary>All values of an image as one vector.</summary>
    public static OnnxTensor Flatten(this OnnxGraph onnx, OnnxTensor input)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        ArgumentNullException.ThrowIfNull(input);
        var features = input.Shape.Skip(1).Aggregate(1L, static (product, size) => product * size);
        return onnx.Node("Flatten", [OnnxGraph.Batch, features], [input], OnnxAttributeValue.Of("axis", 1));
    }

    /// <summary>The same values in another shape, image by image.</summary>
    internal static OnnxTensor Reshape(this OnnxGraph onnx, OnnxTensor input, params long[] shape)
    {
        // 0: as many images as there are.
        return onnx.Node("Reshape", [OnnxGraph.Batch, .. shape], [input, onnx.Constant([0, .. shape])]);
    }

    /// <summary>An operation on two tensors that ONNX broadcasts as torch does.</summary>
    internal static OnnxTensor Elementwise(this OnnxGraph onnx, string operation, OnnxTensor first, OnnxTensor second)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return onnx.Node(operation, Broadcast(first.Shape.AsSpan(), second.Shape.AsSpan()), [first, second]);
    }

    private static long[] Broadcast(ReadOnlySpan<long> first, ReadOnlySpan<long> second)
    {
        var shape = new long[Math.Max(first.Length, second.Length)];
        for (var i = 1; i <= shape.Length; i++)
        {
            var (one, other) = (i <= first.Length ? first[^i] : 1, i <= second.Length ? second[^i] : 1);
            shape[^i] = one == 1 ? other : one;
        }

        return shape;
    }
}
