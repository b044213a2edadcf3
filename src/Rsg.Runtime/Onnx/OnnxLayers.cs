using Rsg.Layers;
using TorchSharp;
using TorchSharp.Modules;

namespace Rsg.Onnx;

/// <summary>Layers with weights, as their modules compute them in evaluation mode.</summary>
public static class OnnxLayers
{
    /// <summary>A two-dimensional convolution.</summary>
    /// <exception cref="NotSupportedException">Its padding is not of zeros.</exception>
    public static OnnxTensor Conv(this OnnxGraph onnx, Conv2d convolution, OnnxTensor input)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        ArgumentNullException.ThrowIfNull(convolution);
        ArgumentNullException.ThrowIfNull(input);
        using var scope = onnx.Enter(convolution);
        if (convolution.padding_mode != PaddingModes.Zeros)
        {
            throw onnx.Unsupported(convolution, $"pads with {convolution.padding_mode}");
        }

        var kernel = WindowSize.Of(convolution.kernel_size, 1);
        var stride = WindowSize.Of(convolution.stride, 1);
        var dilation = WindowSize.Of(convolution.dilation, 1);
        var (before, behind) = Padding(convolution, kernel, dilation);
        OnnxTensor[] inputs = [input, onnx.Weight(convolution, "weight", convolution.weight)];
        return onnx.Node(
            "Conv",
            [OnnxGraph.Batch, convolution.out_channels, Places(2, kernel.Height, stride.Height, dilation.Height, 0), Places(3, kernel.Width, stride.Width, dilation.Width, 1)],
            convolution.bias is { } bias ? [.. inputs, onnx.Weight(convolution, "bias", bias)] : inputs,
            OnnxAttributeValue.Of("kernel_shape", kernel.Both),
            OnnxAttributeValue.Of("strides", stride.Both),
            OnnxAttributeValue.Of("pads", [.. before, .. behind]),
            OnnxAttributeValue.Of("dilations", dilation.Both),
            OnnxAttributeValue.Of("group", convolution.groups));

        long Places(int axis, long points, long step, long distance, int side)
            => ((input.Shape[axis] + before[side] + behind[side] - (distance * (points - 1)) - 1) / step) + 1;
    }

    /// <summary>A batch normalisation, with its running statistics. One that is folded into a convolution gives what it gets.</summary>
    /// <exception cref="NotSupportedException">It keeps no running statistics.</exception>
    public static OnnxTensor BatchNorm(this OnnxGraph onnx, BatchNorm norm, OnnxTensor input)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        ArgumentNullException.ThrowIfNull(norm);
        ArgumentNullException.ThrowIfNull(input);
        if (norm is FoldableBatchNorm { IsFolded: true })
        {
            return input;
        }

        using var scope = onnx.Enter(norm);
        if (norm.running_mean is not { } mean || norm.running_var is not { } variance)
        {
            throw onnx.Unsupported(norm, "normalises each batch by itself, since it keeps no running statistics");
        }

        return onnx.Node(
            "BatchNormalization",
            input.Shape,
            [
                input,
                norm.weight is { } weight ? onnx.Weight(norm, "weight", weight) : onnx.Constants(1, norm.num_features),
                norm.bias is { } bias ? onnx.Weight(norm, "bias", bias) : onnx.Constants(0, norm.num_features),
                onnx.Weight(norm, "running_mean", mean),
                onnx.Weight(norm, "running_var", variance),
            ],
            OnnxAttributeValue.Of("epsilon", norm.eps));
    }

    /// <summary>A group normalisation of maps.</summary>
    public static OnnxTensor GroupNorm(this OnnxGraph onnx, MapGroupNorm norm, OnnxTensor input)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        ArgumentNullException.ThrowIfNull(norm);
        ArgumentNullException.ThrowIfNull(input);
        using var scope = onnx.Enter(norm);
        var scaled = onnx.Mul(onnx.NormalizeGroups(input, norm.Groups, norm.Epsilon), onnx.OfChannels(onnx.Weight(norm, "weight", norm.get_parameter("weight")!), input));
        return onnx.Add(scaled, onnx.OfChannels(onnx.Weight(norm, "bias", norm.get_parameter("bias")!), input));
    }

    /// <summary>A linear layer on vectors (batch, in).</summary>
    /// <exception cref="NotSupportedException">The input is not vectors.</exception>
    public static OnnxTensor Linear(this OnnxGraph onnx, Linear linear, OnnxTensor input)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        ArgumentNullException.ThrowIfNull(linear);
        ArgumentNullException.ThrowIfNull(input);
        using var scope = onnx.Enter(linear);
        if (input.Shape.Length != 2)
        {
            throw onnx.Unsupported(linear, "works on maps, not on vectors; flatten or pool them first");
        }

        OnnxTensor[] inputs = [input, onnx.Weight(linear, "weight", linear.weight!)];
        return onnx.Node(
            "Gemm",
            [OnnxGraph.Batch, linear.out_features],
            linear.bias is { } bias ? [.. inputs, onnx.Weight(linear, "bias", bias)] : inputs,
            OnnxAttributeValue.Of("transB", 1));
    }

    /// <summary>Cosines between features and one direction per class. Runtimes compute the directions' lengths once, when they load the graph.</summary>
    public static OnnxTensor NormedLinear(this OnnxGraph onnx, NormedLinear linear, OnnxTensor input)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        ArgumentNullException.ThrowIfNull(linear);
        ArgumentNullException.ThrowIfNull(input);
        using var scope = onnx.Enter(linear);
        var weight = onnx.Weight(linear, "weight", linear.get_parameter("weight")!);
        return onnx.Node("MatMul", [OnnxGraph.Batch, weight.Shape[1]], [onnx.NormalizeLength(input, axis: 1), onnx.NormalizeLength(weight, axis: 0)]);
    }

    /// <summary>The shortcut without parameters: every stride-th row and column, and zero channels on both sides.</summary>
    public static OnnxTensor ZeroPadShortcut(this OnnxGraph onnx, ZeroPadShortcut shortcut, OnnxTensor input)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        ArgumentNullException.ThrowIfNull(shortcut);
        ArgumentNullException.ThrowIfNull(input);
        using var scope = onnx.Enter(shortcut);
        var (stride, padding) = (shortcut.Stride, shortcut.Padding);
        if (stride > 1)
        {
            var (height, width) = (input.Shape[2], input.Shape[3]);
            input = onnx.Node(
                "Slice",
                [.. input.Shape[..2], (height + stride - 1) / stride, (width + stride - 1) / stride],
                [input, onnx.Constant(0, 0), onnx.Constant(height, width), onnx.Constant(2, 3), onnx.Constant(stride, stride)]);
        }

        return padding == 0
            ? input
            : onnx.Node("Pad", input.Shape.SetItem(1, input.Shape[1] + (2 * padding)), [input, onnx.Constant(0, padding, 0, 0, 0, padding, 0, 0)]);
    }

    private static (long[] Before, long[] Behind) Padding(Conv2d convolution, WindowSize kernel, WindowSize dilation)
    {
        if (convolution.padding_type == TorchSharp.Padding.Same)
        {
            // What is odd goes behind.
            var (height, width) = (dilation.Height * (kernel.Height - 1), dilation.Width * (kernel.Width - 1));
            return ([height / 2, width / 2], [height - (height / 2), width - (width / 2)]);
        }

        var padding = convolution.padding_type is null ? WindowSize.Of(convolution.padding, 0) : default;
        return (padding.Both, padding.Both);
    }
}
