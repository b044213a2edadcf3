using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>What convolutions and poolings say of their windows.</summary>
internal static class WindowKeys
{
    public static readonly NumberRange Sizes = NumberRange.AtLeast(1).AtMost(4096);

    public static readonly Key Stride = Key.Extent("stride", 1, Sizes, "How far the window moves at a time.");

    public static readonly Key PoolStride = Key.Extent("stride", Sizes, "How far the window moves at a time.") with { Otherwise = "the kernel" };

    public static readonly Key PoolPadding = Key.Extent("padding", 0, NumberRange.AtLeast(0).AtMost(4096), "Rows and columns that are added on each side; at most half the kernel.");

    public static readonly Key Remainder = Key.Word(
        "remainder",
        Ops.Remainder.Refuse,
        "What happens to rows and columns that the stride leaves over at the end: an error (refuse), never read as in PyTorch (drop), or one more window (up, PyTorch's ceil_mode).");

    public static readonly Key ConvRemainder = Key.Word("remainder", ["refuse", "drop"], "What happens to rows and columns that the stride leaves over at the end: an error (refuse), or never read as in PyTorch (drop).") with
    {
        DefaultWord = "refuse",
    };
}
