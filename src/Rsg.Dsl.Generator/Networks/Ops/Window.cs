namespace Rsg.Dsl.Networks.Ops;

/// <summary>The window that a convolution or a pooling moves over its input.</summary>
/// <param name="Kernel">Its size.</param>
/// <param name="Stride">How far it moves at a time.</param>
/// <param name="Padding">What is added around the input on each side.</param>
/// <param name="Dilation">The distance between two of its points.</param>
/// <param name="Remainder">What happens to rows and columns that the stride leaves over at the end.</param>
internal readonly record struct Window(Extent Kernel, Extent Stride, Extent Padding, Extent Dilation, Remainder Remainder = Remainder.Drop)
{
    public static Window Of(Dim kernel, Dim stride, Dim padding, Remainder remainder = Remainder.Drop) => new(kernel, stride, padding, 1, remainder);

    /// <summary>Every number of it.</summary>
    public IEnumerable<Dim> Numbers => new[] { Kernel, Stride, Padding, Dilation }.SelectMany(static extent => new[] { extent.Height, extent.Width });

    /// <summary>What is known behind it: fewer positions by the stride.</summary>
    public Flow Pass(Flow flow, Dim? channels) => new(channels, Positions: null, flow.Stride * Stride.Height);

    /// <summary>The height and width behind it, after PyTorch's formula.</summary>
    /// <exception cref="ShapeException">The window is larger than the input.</exception>
    public (int Height, int Width) Slide(Shape input, Bindings bindings)
    {
        var (height, width) = (input.Height!.Value, input.Width!.Value);
        return (
            Slide(input, height, Kernel.Height, Stride.Height, Padding.Height, Dilation.Height, bindings),
            Slide(input, width, Kernel.Width, Stride.Width, Padding.Width, Dilation.Width, bindings));
    }

    /// <summary>Refuses maps of which the stride would leave rows or columns unread at the end.</summary>
    /// <exception cref="ShapeException">It would.</exception>
    public void CheckRemainder(Shape input, Bindings bindings)
    {
        if (Remainder == Remainder.Refuse)
        {
            CheckRemainder(input, input.Height!.Value, Kernel.Height, Stride.Height, Padding.Height, Dilation.Height, bindings);
            CheckRemainder(input, input.Width!.Value, Kernel.Width, Stride.Width, Padding.Width, Dilation.Width, bindings);
        }
    }

    /// <summary>The window as arguments of a constructor or a function of torch, whose overloads take numbers only, or tuples only.</summary>
    /// <param name="kernel">What stands before the kernel.</param>
    /// <param name="usualStride">The stride that need not be said.</param>
    public string Arguments(string kernel, Extent usualStride)
    {
        var asTuple = !(Kernel.IsSquare && Stride.IsSquare && Padding.IsSquare && Dilation.IsSquare);
        var stride = Stride == usualStride ? "" : $", stride: {Stride.Text(asTuple)}";
        var padding = Padding.Is(0) ? "" : $", padding: {Padding.Text(asTuple)}";
        var dilation = Dilation.Is(1) ? "" : $", dilation: {Dilation.Text(asTuple)}";
        return $"{kernel}{Kernel.Text(asTuple)}{stride}{padding}{dilation}";
    }

    /// <summary>The window in words and numbers.</summary>
    public string Describe(Bindings bindings)
        => $"kernel {Kernel.Describe(bindings)}, stride {Stride.Describe(bindings)}, padding {Padding.Describe(bindings)}, dilation {Dilation.Describe(bindings)}, remainder {Remainder.ToString().ToLowerInvariant()}";

    private static long Reach(Dim kernel, Dim dilation, Bindings bindings)
        => ((long)bindings.Whole(dilation, "dilation") * (bindings.Whole(kernel, "kernel") - 1)) + 1;

    private static void CheckRemainder(Shape input, int size, Dim kernel, Dim stride, Dim padding, Dim dilation, Bindings bindings)
    {
        var (step, around, reach) = (bindings.Whole(stride, "stride"), bindings.Whole(padding, "padding", least: 0), Reach(kernel, dilation, bindings));
        var rest = (size + (2L * around) - reach) % step;

        // A window smaller than its stride skips pixels everywhere, and a rest of padding is no loss.
        if (reach >= step && rest > around)
        {
            var lost = Invariant.Text(rest - around);
            throw new ShapeException(
                $"a stride of {Invariant.Text(step)} does not divide the maps {input} that arrive: {lost} of {Invariant.Text(size)} rows or columns would never be read; pad them, or say 'remainder: drop'",
                "stride");
        }
    }

    private int Slide(Shape input, int size, Dim kernel, Dim stride, Dim padding, Dim dilation, Bindings bindings)
    {
        var (step, around) = (bindings.Whole(stride, "stride"), bindings.Whole(padding, "padding", least: 0));
        var reach = Reach(kernel, dilation, bindings);
        var free = size + (2L * around) - reach;
        if (Remainder == Remainder.Up && free < 0 && free > -step)
        {
            // The first window is itself one that reaches beyond the maps.
            return 1;
        }

        if (free < 0)
        {
            var padded = around == 0 ? "" : $", padded by {Invariant.Text(around)} on each side,";
            throw new ShapeException($"the window of {Invariant.Text(reach)} is larger than the maps {input}{padded} that arrive", "kernel");
        }

        var steps = free / step;
        if (Remainder == Remainder.Up && free % step != 0 && (steps + 1) * step < size + around)
        {
            steps++;
        }

        return (int)steps + 1;
    }
}

/// <summary>What happens to rows and columns that a stride leaves over at the end of the maps.</summary>
internal enum Remainder
{
    /// <summary>They are an error.</summary>
    Refuse,

    /// <summary>They are never read, as PyTorch does.</summary>
    Drop,

    /// <summary>One more window reads them, as with PyTorch's <c>ceil_mode</c>.</summary>
    Up,
}
