using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Rsg.Watching;

/// <summary>Writes the fields of a protocol buffers message, in the few kinds that TensorBoard's events have.</summary>
internal sealed class ProtobufWriter
{
    private const int VarintKind = 0;
    private const int Fixed64Kind = 1;
    private const int LengthKind = 2;
    private const int Fixed32Kind = 5;
    private const int LongestVarint = 10;

    private readonly ArrayBufferWriter<byte> content = new();

    public ReadOnlySpan<byte> Content => content.WrittenSpan;

    public void WriteInteger(int field, long value)
    {
        WriteKey(field, VarintKind);
        WriteVarint((ulong)value);
    }

    public void WriteDouble(int field, double value)
    {
        WriteKey(field, Fixed64Kind);
        BinaryPrimitives.WriteDoubleLittleEndian(content.GetSpan(sizeof(double)), value);
        content.Advance(sizeof(double));
    }

    public void WriteFloat(int field, float value)
    {
        WriteKey(field, Fixed32Kind);
        BinaryPrimitives.WriteSingleLittleEndian(content.GetSpan(sizeof(float)), value);
        content.Advance(sizeof(float));
    }

    public void WriteText(int field, string value) => WriteBytes(field, Encoding.UTF8.GetBytes(value));

    public void WriteMessage(int field, Action<ProtobufWriter> write)
    {
        var message = new ProtobufWriter();
        write(message);
        WriteBytes(field, message.Content);
    }

    public void WriteBytes(int field, ReadOnlySpan<byte> value)
    {
        WriteKey(field, LengthKind);
        WriteVarint((ulong)value.Length);
        content.Write(value);
    }

    private void WriteKey(int field, int kind) => WriteVarint(((ulong)field << 3) | (uint)kind);

    private void WriteVarint(ulong value)
    {
        Span<byte> bytes = content.GetSpan(LongestVarint);
        int length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            bytes[length++] = (byte)(value | 0x80);
        }

        bytes[length++] = (byte)value;
        content.Advance(length);
    }
}
