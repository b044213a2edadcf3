using System.Collections.Immutable;

namespace Rsg.Onnx;

/// <summary>A named value of a node.</summary>
/// <param name="Name">Its name, as ONNX has it.</param>
public abstract record OnnxAttributeValue(string Name)
{
    /// <summary>A whole number.</summary>
    public static OnnxAttributeValue Of(string name, long value) => new Whole(name, value);

    /// <summary>Whole numbers.</summary>
    public static OnnxAttributeValue Of(string name, IEnumerable<long> values) => new Wholes(name, [.. values]);

    /// <summary>A number.</summary>
    public static OnnxAttributeValue Of(string name, double value) => new Number(name, (float)value);

    internal sealed record Whole(string Name, long Value) : OnnxAttributeValue(Name);

    internal sealed record Wholes(string Name, ImmutableArray<long> Numbers) : OnnxAttributeValue(Name);

    internal sealed record Number(string Name, float Value) : OnnxAttributeValue(Name);

    /// <summary>What a constant holds.</summary>
    internal sealed record Values(string Name, OnnxElement Element, ImmutableArray<long> Shape, byte[] Data) : OnnxAttributeValue(Name);
}
