using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Native;

/// <summary>
/// Arithmetic of tensors with numbers that are held until torch has read them. TorchSharp makes an object of a number, also of the 1 that a sum is taken with, and hands
/// torch nothing but its handle: a garbage collection that another thread causes in between frees the number, and torch throws or computes with another one.
/// </summary>
/// <remarks>For what steps do over and over beside threads that read images. Elsewhere TorchSharp's operators do.</remarks>
internal static class HeldScalars
{
    /// <summary>1, never freed.</summary>
    public static Scalar One { get; } = 1;

    /// <summary>The sum of two tensors.</summary>
    public static Tensor Plus(this Tensor tensor, Tensor other) => tensor.add(other, One);

    /// <summary>Adds another tensor, in place.</summary>
    public static Tensor AddInPlace(this Tensor tensor, Tensor other) => tensor.add_(other, One);

    /// <summary>The tensor and a multiple of another one.</summary>
    public static Tensor Plus(this Tensor tensor, Tensor other, Scalar factor)
    {
        var sum = tensor.add(other, factor);
        GC.KeepAlive(factor);
        return sum;
    }

    /// <summary>Adds a multiple of another tensor, in place.</summary>
    public static Tensor AddInPlace(this Tensor tensor, Tensor other, Scalar factor)
    {
        tensor.add_(other, factor);
        GC.KeepAlive(factor);
        return tensor;
    }

    /// <summary>The tensor and a number.</summary>
    public static Tensor Plus(this Tensor tensor, Scalar number)
    {
        var sum = tensor.add(number, One);
        GC.KeepAlive(number);
        return sum;
    }

    /// <summary>The tensor times a number.</summary>
    public static Tensor Times(this Tensor tensor, Scalar number)
    {
        var product = tensor.mul(number);
        GC.KeepAlive(number);
        return product;
    }

    /// <summary>The tensor divided by a number.</summary>
    public static Tensor DividedBy(this Tensor tensor, Scalar number)
    {
        var quotient = tensor.div(number);
        GC.KeepAlive(number);
        return quotient;
    }

    /// <summary>The tensor, no number of it outside a range.</summary>
    public static Tensor Within(this Tensor tensor, Scalar least, Scalar most)
    {
        var clamped = tensor.clamp(least, most);
        GC.KeepAlive(least);
        GC.KeepAlive(most);
        return clamped;
    }

    /// <summary>The tensor to the power of a number.</summary>
    public static Tensor ToPower(this Tensor tensor, Scalar exponent)
    {
        var power = tensor.pow(exponent);
        GC.KeepAlive(exponent);
        return power;
    }
}
