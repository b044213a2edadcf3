using System.Buffers.Binary;
using Rsg.Weights;
using static TorchSharp.torch;

namespace Rsg.Fuzzing.Targets;

/// <summary>Weights in a safetensors file: the header, and every tensor.</summary>
public sealed class SafetensorsTarget : FuzzTarget
{
    private const int LengthPrefix = 8;

    /// <inheritdoc/>
    public override string Name => "safetensors";

    /// <inheritdoc/>
    public override string FileName => "input.safetensors";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } = [SeedFile.Of(Write), SeedFile.Of(path => SafetensorsFile.Write(path, []))];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Words =>
    [
        "\"dtype\":\"F32\"", "\"F64\"", "\"BOOL\"", "\"BF16\"", "\"I64\"", "\"shape\":[", "\"data_offsets\":[0,0]", "[0,9223372036854775807]", "[9223372036854775807,0,9223372036854775807]", "[-1]", "[]",
        "{", "}", "\"__metadata__\":{\"a\":\"b\"},", "\"x\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},", "\\ud800", "\\u0000", "1,", "[[[[[[[[", "null", "PK", "\x0080",
    ];

    /// <inheritdoc/>
    public override int InputsInTests => 1000;

    /// <summary>Refused is what is no such file, with a message that says how.</summary>
    public override bool IsRefusal(Exception failure) => failure is InvalidDataException;

    /// <inheritdoc/>
    public override byte[] Complete(byte[] input) => WithHeaderLength(input);

    /// <summary>Makes the length of the header fit a header whose text was changed, in three of four inputs.</summary>
    internal static byte[] WithHeaderLength(byte[] input)
    {
        int end = input.AsSpan().IndexOf("]}}"u8);
        if (end < LengthPrefix || input.Length % 4 == 0)
        {
            return input;
        }

        end += 3;
        while (end < input.Length && input[end] == ' ')
        {
            end++;
        }

        byte[] whole = [.. input];
        BinaryPrimitives.WriteUInt64LittleEndian(whole, (ulong)(end - LengthPrefix));
        return whole;
    }

    /// <inheritdoc/>
    public override void Read(string path)
    {
        using var scope = NewDisposeScope();
        using var file = SafetensorsFile.Open(path);
        foreach (SafetensorsEntry entry in file.Entries)
        {
            using Tensor tensor = file.Read(entry.Name);
            if (!tensor.shape.SequenceEqual(entry.Shape) || tensor.dtype != entry.Type)
            {
                throw new FindingException("A tensor is not what the header says.");
            }
        }
    }

    private static void Write(string path)
    {
        using var scope = NewDisposeScope();
        SafetensorsFile.Write(
            path,
            [new("layer1.0.conv1.weight", arange(24, dtype: ScalarType.Float32).reshape(2, 3, 4)), new("scalar", tensor(2.5)), new("empty", zeros(0, 4)), new("flags", tensor(new[] { true, false }))],
            [new("note", "a \"quoted\" ü")]);
    }
}
