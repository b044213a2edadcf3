namespace Rsg.Dsl.Networks.Ops;

/// <summary>The window that a convolution or a pooling moves over its input.</summary>
/// <param name="Kernel">Its size.</param>
/// <param name="Stride">How far it moves at a time.</param>
/// <param name="Padding">What is added around the input on each side.</param>
/// <param name="Dilation">The distance between two of its points.</param>
/// <param name="RoundUp">Whether a last window may reach beyond the padded input, as PyTorch's <c>ceil_mode</c> lets it.</param>
internal readonly record struct Window(Extent Kernel, Extent Stride, Extent Padding, Extent Dilation, bool RoundUp = false)
{
    public static Window Of(Dim kernel, Dim stride, Dim padding, bool roundUp = false) => new(kernel, stride, padding, 1, roundUp);

    /// <summary>The height and width behind it, after PyTorch's formula.</summary>
    /// <exception cref="ShapeException">The window is larger than the input.</exception>
    public (int Height, int Width) Slide(Shape input, Bindings bindings)
    {
        var (height, width) = (input.Height!.Value, input.Width!.Value);
        return (
            Slide(input, height, Kernel.Height, Stride.Height, Padding.Height, Dilation.Height, bindings),
            Slide(input, width, Kernel.Width, Stride.Width, Padding.Width, Dilation.Width, bindings));
    }

    private int Slide(Shape input, int size, Dim kernel, Dim stride, Dim padding, Dim dilation, Bindings bindings)
    {
        var (step, around) = (bindings.Whole(stride, "stride"), bindings.Whole(padding, "padding", least: 0));
        var reach = ((long)bindings.Whole(dilation, "dilation") * (bindings.Whole(kernel, "kernel") - 1)) + 1;
        var free = size + (2L * around) - reach;
        if (free < 0)
        {
            var padded = around == 0 ? "" : $", padded by {Invariant.Text(around)} on each side,";
            throw new ShapeException($"the window of {Invariant.Text(reach)} is larger than the maps {input}{padded} that arrive", "kernel");
        }

        var steps = free / step;
        if (RoundUp && free % step != 0 && (steps + 1) * step < size + around)
        {
            steps++;
        }

        return (int)steps + 1;
    }
}
