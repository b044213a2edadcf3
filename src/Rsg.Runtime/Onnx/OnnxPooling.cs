namespace Rsg.Onnx;

/// <summary>Poolings of feature maps (batch, C, H, W), as torch computes them.</summary>
public static class OnnxPooling
{
    /// <summary>The largest value of each window.</summary>
    /// <param name="onnx">The graph.</param>
    /// <param name="input">The maps.</param>
    /// <param name="kernel">The size of the window.</param>
    /// <param name="stride">How far it moves at a time; left out, its size.</param>
    /// <param name="padding">Rows and columns that are added on each side, and are never the largest.</param>
    /// <param name="dilation">The distance between two points of the window; left out, 1.</param>
    /// <param name="ceilMode">Whether one more window reads what the stride leaves over at the end.</param>
    public static OnnxTensor MaxPool(
        this OnnxGraph onnx, OnnxTensor input, WindowSize kernel, WindowSize? stride = null, WindowSize padding = default, WindowSize? dilation = null, bool ceilMode = false)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        var (height, width) = Windows(input, kernel, stride ?? kernel, padding, dilation ?? 1, ceilMode);
        return onnx.Node(
            "MaxPool",
            [.. input.Shape[..2], height.Places, width.Places],
            [input],
            OnnxAttributeValue.Of("kernel_shape", kernel.Both),
            OnnxAttributeValue.Of("strides", (stride ?? kernel).Both),
            OnnxAttributeValue.Of("pads", [padding.Height, padding.Width, height.PaddingBehind, width.PaddingBehind]),
            OnnxAttributeValue.Of("dilations", (dilation ?? 1).Both));
    }

    /// <summary>The mean of each window.</summary>
    /// <param name="onnx">The graph.</param>
    /// <param name="input">The maps.</param>
    /// <param name="kernel">The size of the window.</param>
    /// <param name="stride">How far it moves at a time; left out, its size.</param>
    /// <param name="padding">Rows and columns of zeros that are added on each side.</param>
    /// <param name="ceilMode">Whether one more window reads what the stride leaves over at the end. What it reads behind the padding counts in no mean.</param>
    /// <param name="countPadding">Whether the zeros count in a mean.</param>
    public static OnnxTensor AvgPool(
        this OnnxGraph onnx, OnnxTensor input, WindowSize kernel, WindowSize? stride = null, WindowSize padding = default, bool ceilMode = false, bool countPadding = true)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        var (height, width) = Windows(input, kernel, stride ?? kernel, padding, dilation: 1, ceilMode);
        long[] shape = [.. input.Shape[..2], height.Places, width.Places];
        long[] before = [padding.Height, padding.Width];
        long[] behind = [height.PaddingBehind, width.PaddingBehind];
        var reachesFurther = height.PaddingBehind > padding.Height || width.PaddingBehind > padding.Width;
        if (countPadding && reachesFurther && padding != default)
        {
            // Zeros that count, and what lies behind them and does not: a node knows only one of the two.
            input = onnx.Node(
                "Pad",
                [.. input.Shape[..2], input.Shape[2] + (2 * padding.Height), input.Shape[3] + (2 * padding.Width)],
                [input, onnx.Constant(0, 0, padding.Height, padding.Width, 0, 0, padding.Height, padding.Width)]);
            (before, behind) = ([0, 0], [behind[0] - padding.Height, behind[1] - padding.Width]);
        }

        return onnx.Node(
            "AveragePool",
            shape,
            [input],
            OnnxAttributeValue.Of("kernel_shape", kernel.Both),
            OnnxAttributeValue.Of("strides", (stride ?? kernel).Both),
            OnnxAttributeValue.Of("pads", [.. before, .. behind]),
            OnnxAttributeValue.Of("count_include_pad", countPadding && !reachesFurther ? 1 : 0));
    }

    /// <summary>The mean of each feature map, as a vector.</summary>
    public static OnnxTensor GlobalAvgPool(this OnnxGraph onnx, OnnxTensor input) => onnx.Flatten(Global(onnx, "GlobalAveragePool", input));

    /// <summary>The largest value of each feature map, as a vector.</summary>
    public static OnnxTensor GlobalMaxPool(this OnnxGraph onnx, OnnxTensor input) => onnx.Flatten(Global(onnx, "GlobalMaxPool", input));

    /// <summary>Means over as many windows as maps of the given size have values.</summary>
    /// <remarks>
    /// A node where the size divides the maps. Otherwise the windows differ in size, and the means are two products with constant matrices: rows, then
    /// columns.
    /// </remarks>
    public static OnnxTensor AdaptiveAvgPool(this OnnxGraph onnx, OnnxTensor input, WindowSize size)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        ArgumentNullException.ThrowIfNull(input);
        if (size == 1)
        {
            return Global(onnx, "GlobalAveragePool", input);
        }

        if (EqualWindows(input, size) is { } kernel)
        {
            return onnx.AvgPool(input, kernel);
        }

        var (channels, height, width) = (input.Shape[1], input.Shape[2], input.Shape[3]);
        var rows = onnx.Constant(Means(height, size.Height, eachInColumn: false), size.Height, height);
        var columns = onnx.Constant(Means(width, size.Width, eachInColumn: true), width, size.Width);
        var narrow = onnx.Node("MatMul", [OnnxGraph.Batch, channels, height, size.Width], [input, columns]);
        return onnx.Node("MatMul", [OnnxGraph.Batch, channels, size.Height, size.Width], [rows, narrow]);
    }

    /// <summary>The largest values of as many windows as maps of the given size have values.</summary>
    /// <remarks>A node where the size divides the maps. Otherwise the windows differ in size, and their rows, then their columns, are gathered by index.</remarks>
    public static OnnxTensor AdaptiveMaxPool(this OnnxGraph onnx, OnnxTensor input, WindowSize size)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        ArgumentNullException.ThrowIfNull(input);
        if (size == 1)
        {
            return Global(onnx, "GlobalMaxPool", input);
        }

        if (EqualWindows(input, size) is { } kernel)
        {
            return onnx.MaxPool(input, kernel);
        }

        return LargestAlong(onnx, LargestAlong(onnx, input, 2, size.Height), 3, size.Width);
    }

    /// <summary>One value for each map; a map still.</summary>
    private static OnnxTensor Global(OnnxGraph onnx, string operation, OnnxTensor input)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        ArgumentNullException.ThrowIfNull(input);
        return onnx.Node(operation, [.. input.Shape[..2], 1, 1], [input]);
    }

    private static (OnnxWindow Height, OnnxWindow Width) Windows(
        OnnxTensor input, WindowSize kernel, WindowSize stride, WindowSize padding, WindowSize dilation, bool ceilMode)
    {
        ArgumentNullException.ThrowIfNull(input);
        return (
            new OnnxWindow(input.Shape[2], kernel.Height, stride.Height, padding.Height, dilation.Height, ceilMode),
            new OnnxWindow(input.Shape[3], kernel.Width, stride.Width, padding.Width, dilation.Width, ceilMode));
    }

    /// <summary>The one size of all windows; nothing where they differ.</summary>
    private static WindowSize? EqualWindows(OnnxTensor input, WindowSize size)
    {
        var (height, width) = (input.Shape[2], input.Shape[3]);
        return height % size.Height == 0 && width % size.Width == 0 ? new WindowSize(height / size.Height, width / size.Width) : null;
    }

    /// <summary>A matrix with a row, or a column, for each window, which weighs what it reads equally.</summary>
    private static float[] Means(long size, long count, bool eachInColumn)
    {
        var means = new float[size * count];
        var windows = AdaptiveWindow.Of(size, count);
        for (var i = 0; i < count; i++)
        {
            for (var j = windows[i].Begin; j < windows[i].Begin + windows[i].Length; j++)
            {
                means[eachInColumn ? (j * count) + i : (i * size) + j] = 1f / windows[i].Length;
            }
        }

        return means;
    }

    /// <summary>Gathers the windows side by side, the shorter ones with their last index repeated, and takes the largest value of each.</summary>
    private static OnnxTensor LargestAlong(OnnxGraph onnx, OnnxTensor input, int axis, long count)
    {
        var windows = AdaptiveWindow.Of(input.Shape[axis], count);
        var longest = windows.Max(static window => window.Length);
        var indices = onnx.Constant(
            [.. windows.SelectMany(window => Enumerable.Range(0, (int)longest).Select(i => window.Begin + Math.Min(i, window.Length - 1)))]);
        var gathered = onnx.Node("Gather", input.Shape.SetItem(axis, count * longest), [input, indices], OnnxAttributeValue.Of("axis", axis));
        var kernel = axis == 2 ? new WindowSize(longest, 1) : new WindowSize(1, longest);
        return onnx.MaxPool(gathered, kernel);
    }
}
