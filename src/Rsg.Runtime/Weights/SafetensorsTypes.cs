using static TorchSharp.torch;

namespace Rsg.Weights;

/// <summary>The element types that a safetensors file and TorchSharp share.</summary>
internal static class SafetensorsTypes
{
    private static readonly (string Name, ScalarType Type, int Size)[] Known =
    [
        ("F64", ScalarType.Float64, 8),
        ("F32", ScalarType.Float32, 4),
        ("F16", ScalarType.Float16, 2),
        ("BF16", ScalarType.BFloat16, 2),
        ("I64", ScalarType.Int64, 8),
        ("I32", ScalarType.Int32, 4),
        ("I16", ScalarType.Int16, 2),
        ("I8", ScalarType.Int8, 1),
        ("U8", ScalarType.Byte, 1),
        ("BOOL", ScalarType.Bool, 1),
    ];

    public static string Names { get; } = string.Join(", ", Known.Select(known => known.Name));

    public static bool TryGet(string? name, out ScalarType type, out int size)
    {
        foreach (var known in Known)
        {
            if (known.Name == name)
            {
                (_, type, size) = known;
                return true;
            }
        }

        (type, size) = (default, 0);
        return false;
    }

    public static (string Name, int Size) Of(ScalarType type)
    {
        foreach (var known in Known)
        {
            if (known.Type == type)
            {
                return (known.Name, known.Size);
            }
        }

        throw new ArgumentException($"A safetensors file cannot hold {type}; it can hold {Names}.", nameof(type));
    }
}
