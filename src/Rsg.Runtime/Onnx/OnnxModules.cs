using Rsg.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Onnx;

/// <summary>Modules of which only the graph is known when they are met: TorchSharp's, this library's, and those that export themselves.</summary>
public static class OnnxModules
{
    /// <summary>Adds what a module computes in evaluation mode.</summary>
    /// <param name="onnx">The graph.</param>
    /// <param name="module">The module; registered somewhere in the network.</param>
    /// <param name="input">What it gets.</param>
    /// <exception cref="NotSupportedException">The module has no ONNX form; the message says which.</exception>
    /// <exception cref="InvalidOperationException">The module is registered nowhere in the network.</exception>
    public static OnnxTensor Call(this OnnxGraph onnx, nn.Module<Tensor, Tensor> module, OnnxTensor input)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(input);
        using var scope = onnx.Enter(module);
        if (module is IOnnxModule own)
        {
            return own.Export(onnx, input);
        }

        // A class that is derived from one of these may compute something else.
        if (module.GetType().Assembly is var assembly && assembly != typeof(Sequential).Assembly && assembly != typeof(MapGroupNorm).Assembly)
        {
            throw onnx.Unsupported(module, "has no ONNX form, unless it implements IOnnxModule");
        }

        return module switch
        {
            Sequential sequential => sequential.children().Aggregate(input, (x, child) => onnx.Call((nn.Module<Tensor, Tensor>)child, x)),
            Conv2d convolution => onnx.Conv(convolution, input),
            FoldableBatchNorm or BatchNorm2d => onnx.BatchNorm((BatchNorm)module, input),
            MapGroupNorm norm => onnx.GroupNorm(norm, input),
            GroupNorm norm => onnx.GroupNorm(norm, input),
            Linear linear => onnx.Linear(linear, input),
            NormedLinear linear => onnx.NormedLinear(linear, input),
            ZeroPadShortcut shortcut => onnx.ZeroPadShortcut(shortcut, input),
            MaxPool2d pool => onnx.Pool(pool, input),
            AvgPool2d pool => onnx.Pool(pool, input),
            AdaptiveAvgPool2d pool => onnx.AdaptiveAvgPool(input, WindowSize.Of(pool.output_size, 1)),
            AdaptiveMaxPool2d pool => onnx.AdaptiveMaxPool(input, WindowSize.Of(pool.output_size, 1)),
            Flatten flatten => onnx.Flatten(flatten, input),
            Dropout or Dropout2d or AlphaDropout or FeatureAlphaDropout or Identity => input,
            ReLU => onnx.Relu(input),
            ReLU6 => onnx.Relu6(input),
            LeakyReLU leaky => onnx.LeakyRelu(input, leaky.negative_slope),
            ELU elu => onnx.Elu(input, elu.alpha),
            GELU { approximate: GELU.Approximate.none } => onnx.Gelu(input),
            SiLU => onnx.Silu(input),
            Sigmoid => onnx.Sigmoid(input),
            Tanh => onnx.Tanh(input),
            Hardswish => onnx.HardSwish(input),
            Hardsigmoid => onnx.HardSigmoid(input),
            Softplus { beta: 1 } => onnx.Softplus(input),
            Softmax softmax => onnx.Softmax(input, softmax.dim),
            _ => throw onnx.Unsupported(module, "has no ONNX form"),
        };
    }

    /// <summary>What to say of a module that cannot be exported.</summary>
    internal static NotSupportedException Unsupported(this OnnxGraph onnx, nn.Module module, string why)
        => new($"The network cannot be exported: '{onnx.PathOf(module)}', a {module.GetType().Name}, {why}.");

    private static OnnxTensor GroupNorm(this OnnxGraph onnx, GroupNorm norm, OnnxTensor input)
    {
        var normalized = onnx.NormalizeGroups(input, norm.num_groups, norm.eps);
        if (norm.weight is { } weight)
        {
            normalized = onnx.Mul(normalized, onnx.OfChannels(onnx.Weight(norm, "weight", weight), input));
        }

        return norm.bias is { } bias ? onnx.Add(normalized, onnx.OfChannels(onnx.Weight(norm, "bias", bias), input)) : normalized;
    }

    private static OnnxTensor Pool(this OnnxGraph onnx, MaxPool2d pool, OnnxTensor input)
    {
        var kernel = WindowSize.Of(pool.kernel_size, 1);
        return onnx.MaxPool(input, kernel, WindowSize.Of(pool.stride, kernel), WindowSize.Of(pool.padding, 0), WindowSize.Of(pool.dilation, 1), pool.ceil_mode);
    }

    private static OnnxTensor Pool(this OnnxGraph onnx, AvgPool2d pool, OnnxTensor input)
    {
        if (pool.divisor_override is not null)
        {
            throw onnx.Unsupported(pool, "divides by a number of its own");
        }

        var kernel = WindowSize.Of(pool.kernel_size, 1);
        return onnx.AvgPool(input, kernel, WindowSize.Of(pool.stride, kernel), WindowSize.Of(pool.padding, 0), pool.ceil_mode, pool.count_include_pad);
    }

    private static OnnxTensor Flatten(this OnnxGraph onnx, Flatten flatten, OnnxTensor input)
    {
        var (first, last) = (Index(flatten.start_dim), Index(flatten.end_dim));
        if (first == 0)
        {
            throw onnx.Unsupported(flatten, "makes one vector of several images");
        }

        return first == 1 && last == input.Shape.Length - 1
            ? onnx.Flatten(input)
            : onnx.Reshape(input, [.. input.Shape[1..first], input.Shape[first..(last + 1)].Aggregate(1L, static (product, size) => product * size), .. input.Shape[(last + 1)..]]);

        int Index(long dimension) => (int)(dimension < 0 ? dimension + input.Shape.Length : dimension);
    }
}
