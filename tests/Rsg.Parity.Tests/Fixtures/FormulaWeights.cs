using System.Text;
using static TorchSharp.torch;

namespace Rsg.Parity.Tests.Fixtures;

/// <summary>Weights that the cases give by a formula of state name and flat index, so that the numbers need not be stored.</summary>
public static class FormulaWeights
{
    private const double TwoToMinus53 = 1.0 / (1L << 53);

    /// <summary>The values of a state entry, in float32.</summary>
    /// <param name="name">State name.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="salt">The metadata's <c>weight_salt</c>.</param>
    /// <param name="gain">The metadata's <c>weight_gain</c>.</param>
    public static Tensor Of(string name, long[] shape, string salt, double gain)
    {
        var (offset, factor) = Rule(name, shape, gain);
        return Make(salt + name, shape, offset, factor);
    }

    /// <summary>Images in float32.</summary>
    public static Tensor Images(long[] shape, string salt) => Make(salt + "input", shape, 0, Math.Sqrt(3));

    /// <summary>FNV-1a, 64 bits, over UTF-8.</summary>
    public static ulong Key(string name)
    {
        var key = 0xCBF29CE484222325UL;
        foreach (var value in Encoding.UTF8.GetBytes(name))
        {
            key = unchecked((key ^ value) * 0x100000001B3UL);
        }

        return key;
    }

    /// <summary>Value number <paramref name="index"/> of a key, in [-1, 1).</summary>
    public static double Value(ulong key, long index)
    {
        unchecked
        {
            var z = key + ((ulong)index + 1) * 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            z ^= z >> 31;
            return 2 * ((z >> 11) * TwoToMinus53) - 1;
        }
    }

    private static (double Offset, double Factor) Rule(string name, long[] shape, double gain)
    {
        bool Ends(string ending) => name.EndsWith(ending, StringComparison.Ordinal);
        var fanIn = shape.Skip(1).Aggregate(1L, (product, size) => product * size);
        if (Ends("num_batches_tracked"))
        {
            return (0, 0);
        }

        return name switch
        {
            _ when Ends("running_mean") => (0, 0.1),
            _ when Ends("running_var") => (1, 0.2),
            _ when Ends("RSG.linear") => (0, Math.Sqrt(3.0 / shape[1])),
            _ when Ends("RSG.bias") => (1, 0.5),
            _ when Ends("RSG.centers") => (0, 0.5),
            _ when Ends(".bias") => (0, 0.1),
            _ when Ends(".weight") && shape.Length == 1 => (1, 0.2),
            _ when Ends(".weight") && shape.Length == 4 =>
                (0, (name.Contains("RSG.", StringComparison.Ordinal) ? 1 : gain) * Math.Sqrt(6.0 / fanIn)),
            _ when Ends(".weight") && shape.Length == 2 => (0, Math.Sqrt(3.0 / fanIn)),
            _ => throw new ArgumentException($"No formula for '{name}' of {shape.Length} dimensions.", nameof(name)),
        };
    }

    private static Tensor Make(string saltedName, long[] shape, double offset, double factor)
    {
        var key = Key(saltedName);
        var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(offset + factor * Value(key, i));
        }

        return tensor(values).reshape(shape);
    }
}
