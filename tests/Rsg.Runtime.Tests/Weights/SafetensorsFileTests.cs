using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Rsg.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Weights;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    private string FilePath => Path.Combine(folder.FullName, "t.safetensors");

    public void Dispose()
    {
        scope.Dispose();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Int16)]
    [InlineData(ScalarType.Int8)]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Bool)]
    public void EveryTypeComesBackAsItWas(ScalarType type)
    {
        var expected = (arange(6, dtype: ScalarType.Float32) * 3 - 1).abs().reshape(2, 3).to(type);
        SafetensorsFile.Write(FilePath, [new("x", expected)]);
        using var file = SafetensorsFile.Open(FilePath);
        var actual = file.Read("x");

        Assert.Equal(type, actual.dtype);
        Assert.True(actual.equal(expected).all().item<bool>());
    }

    [Fact]
    public void ScalarsEmptyTensorsViewsAndMetadataComeBack()
    {
        var transposed = arange(6).reshape(2, 3).t();
        SafetensorsFile.Write(
            FilePath,
            [new("scalar", tensor(2.5)), new("empty", zeros(0, 4)), new("view", transposed)],
            [new("note", "a \"quoted\" ü")]);
        using var file = SafetensorsFile.Open(FilePath);

        Assert.Equal("a \"quoted\" ü", file.Metadata["note"]);
        Assert.Equal([], file.Read("scalar").shape);
        Assert.Equal(2.5, file.Read("scalar").item<double>());
        Assert.Equal([0, 4], file.Read("empty").shape);
        Assert.True(file.Read("view").equal(transposed).all().item<bool>());
        Assert.Throws<KeyNotFoundException>(() => file.Read("other"));
    }

    [Fact]
    public void TheBytesAreTheFormat()
    {
        SafetensorsFile.Write(FilePath, [new("a", tensor(new[] { 1f, 2f })), new("b", tensor(new[] { 3L }))]);
        var bytes = File.ReadAllBytes(FilePath);
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        using var header = JsonDocument.Parse(bytes.AsMemory(8, length));

        Assert.Equal(0, length % 8);
        Assert.Equal("""{"dtype":"F32","shape":[2],"data_offsets":[0,8]}""", header.RootElement.GetProperty("a").GetRawText());
        Assert.Equal("""{"dtype":"I64","shape":[1],"data_offsets":[8,16]}""", header.RootElement.GetProperty("b").GetRawText());
        Assert.Equal(8 + length + 16, bytes.Length);
        Assert.Equal(2f, BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(8 + length + 4)));
        Assert.Equal(3, BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8 + length + 8)));
    }

    [Theory]
    [InlineData("[]", 0, "JSON object")]
    [InlineData("{", 0, "not JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", 8, "data_offsets")]
    [InlineData("""{"a":{"dtype":"F99","shape":[2],"data_offsets":[0,8]}}""", 8, "F99")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "not the size")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,10]}}""", 10, "whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":"2","data_offsets":[0,8]}}""", 8, "array")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "not a range")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}}""", 8, "not a range")]
    [InlineData("""{"a":{"dtype":"F32","shape":[250000000],"data_offsets":[0,1000000000]}}""", 8, "not a range")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807,9223372036854775807],"data_offsets":[0,8]}}""", 8, "not the size")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296,2],"data_offsets":[0,8]}}""", 8, "not the size")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0,9223372036854775807],"data_offsets":[0,8]}}""", 8, "not the size")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "overlaps")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[12,20]}}""", 20, "hole")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 12, "end at byte 8 of 12")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "twice")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "must be a string")]
    [InlineData("""{"__metadata__":7}""", 0, "object of strings")]
    public void ABrokenHeaderIsExplained(string header, int dataBytes, string expected)
    {
        var json = Encoding.UTF8.GetBytes(header);
        WriteRaw((ulong)json.Length, [.. json, .. new byte[dataBytes]]);
        AssertBroken(expected);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 40)]
    [InlineData(17UL)]
    public void AHeaderLongerThanTheFileIsNotAllocated(ulong length)
    {
        WriteRaw(length, new byte[16]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        AssertBroken("header is said to have");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void AFileWithoutRoomForALengthIsExplained()
    {
        File.WriteAllBytes(FilePath, [1, 2, 3]);
        AssertBroken("3 bytes");
    }

    [Fact]
    public void AFailedWriteLeavesTheOldFileAndNothingElse()
    {
        SafetensorsFile.Write(FilePath, [new("a", ones(2))]);
        var before = File.ReadAllBytes(FilePath);
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(FilePath, [new("a", zeros(2)), new("a", zeros(2))]));
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(FilePath, [new("a", zeros(2, dtype: ScalarType.ComplexFloat32))]));

        Assert.Equal(before, File.ReadAllBytes(FilePath));
        Assert.Equal([FilePath], Directory.GetFiles(folder.FullName));
    }

    private void WriteRaw(ulong headerLength, byte[] rest)
    {
        var prefix = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, headerLength);
        File.WriteAllBytes(FilePath, [.. prefix, .. rest]);
    }

    private void AssertBroken(string expected)
    {
        var failure = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(FilePath).Dispose());
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);

        // The file was closed again.
        File.Delete(FilePath);
    }
}
