using System.Globalization;
using static TorchSharp.torch;

namespace Rsg.Weights;

/// <summary>What a tensor of a file must be to become one of a module.</summary>
internal static class StateTensor
{
    /// <summary>Whether the shape is the same, and the type too, or both are floating-point.</summary>
    public static bool Fits(SafetensorsEntry entry, Tensor target) =>
        entry.Shape.SequenceEqual(target.shape) && (entry.Type == target.dtype || (IsFloatingPoint(entry.Type) && IsFloatingPoint(target.dtype)));

    public static string Describe(SafetensorsEntry entry) => Describe(entry.Type, entry.Shape);

    public static string Describe(Tensor tensor) => Describe(tensor.dtype, tensor.shape);

    /// <summary>Copies values from a file into a module. All are read before the first is copied, so that a file that cannot be read changes nothing.</summary>
    public static void Copy(SafetensorsFile file, IReadOnlyCollection<(string Name, Tensor Target)> tensors)
    {
        using var scope = NewDisposeScope();
        var values = tensors.Select(tensor => file.Read(tensor.Name)).ToArray();
        using var withoutGradient = no_grad();
        foreach (var ((_, target), value) in tensors.Zip(values))
        {
            target.copy_(value);
        }
    }

    private static string Describe(ScalarType type, IEnumerable<long> shape) =>
        $"{type} [{string.Join(", ", shape.Select(size => size.ToString(CultureInfo.InvariantCulture)))}]";

    private static bool IsFloatingPoint(ScalarType type) =>
        type is ScalarType.Float64 or ScalarType.Float32 or ScalarType.Float16 or ScalarType.BFloat16;
}
