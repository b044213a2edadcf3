namespace Rsg.Onnx;

/// <summary>A number for the height and one for the width: of a kernel, a stride, a padding. One number, or a tuple of two, becomes it.</summary>
/// <param name="Height">The number for the height.</param>
/// <param name="Width">The number for the width.</param>
public readonly record struct WindowSize(long Height, long Width)
{
    internal long[] Both => [Height, Width];

    /// <summary>The same number for both.</summary>
    public static implicit operator WindowSize(int both) => new(both, both);

    /// <summary>Height and width.</summary>
    public static implicit operator WindowSize((int Height, int Width) size) => new(size.Height, size.Width);

    /// <summary>As TorchSharp's modules hold it: one number, or two; a default where there is none.</summary>
    internal static WindowSize Of(long[]? numbers, WindowSize otherwise) => numbers switch
    {
        null or [] => otherwise,
        [var both] => new(both, both),
        _ => new(numbers[0], numbers[1]),
    };
}
