using System.Buffers.Binary;
using Google.Protobuf;

namespace Rsg.Runtime.Tests.Watching;

/// <summary>A value of an event: a number or an image.</summary>
internal sealed record EventValue(string Tag, float? Number, byte[]? Png, int Width, int Height);

/// <summary>An event of a TensorBoard file; the status of a session is a number of TensorFlow's enumeration, of which 1 is START.</summary>
internal sealed record EventRecord(double Time, long Step, string? FileVersion, int? SessionStatus, IReadOnlyList<EventValue> Values);

/// <summary>
/// Reads TensorBoard files without anything of what writes them: lengths and checks of the records by TensorFlow's description, a CRC-32C bit by
/// bit, and the messages by Google's reader of protocol buffers.
/// </summary>
internal static class EventRecords
{
    private const uint ReversedCastagnoli = 0x82f63b78;

    public static IReadOnlyList<EventRecord> Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        var records = new List<EventRecord>();
        int position = 0;
        while (position < file.Length)
        {
            ReadOnlySpan<byte> length = file.AsSpan(position, 8);
            Assert.Equal(Masked(Crc(length)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(position + 8)));
            byte[] content = file.AsSpan(position + 12, checked((int)BinaryPrimitives.ReadUInt64LittleEndian(length))).ToArray();
            Assert.Equal(Masked(Crc(content)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(position + 12 + content.Length)));
            records.Add(Event(new CodedInputStream(content)));
            position += 16 + content.Length;
        }

        Assert.Equal(file.Length, position);
        return records;
    }

    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * ReversedCastagnoli);
            }
        }

        return ~crc;
    }

    private static uint Masked(uint crc) => unchecked(((crc >> 15) | (crc << 17)) + 0xa282ead8u);

    private static EventRecord Event(CodedInputStream input)
    {
        (double time, long step, string? version, int? status) = (0, 0, null, null);
        var values = new List<EventValue>();
        while (input.ReadTag() is not 0 and uint tag)
        {
            switch (tag >> 3)
            {
                case 1:
                    time = input.ReadDouble();
                    break;
                case 2:
                    step = input.ReadInt64();
                    break;
                case 3:
                    version = input.ReadString();
                    break;
                case 5:
                    CodedInputStream summary = input.ReadBytes().CreateCodedInput();
                    while (summary.ReadTag() != 0)
                    {
                        values.Add(Value(summary.ReadBytes().CreateCodedInput()));
                    }

                    break;
                case 7:
                    CodedInputStream session = input.ReadBytes().CreateCodedInput();
                    Assert.Equal(1u, session.ReadTag() >> 3);
                    status = session.ReadEnum();
                    Assert.True(session.IsAtEnd);
                    break;
                default:
                    Assert.Fail($"An event has no field {tag >> 3}.");
                    break;
            }
        }

        return new EventRecord(time, step, version, status, values);
    }

    private static EventValue Value(CodedInputStream input)
    {
        var value = new EventValue("", null, null, 0, 0);
        while (input.ReadTag() is not 0 and uint tag)
        {
            value = (tag >> 3) switch
            {
                1 => value with { Tag = input.ReadString() },
                2 => value with { Number = input.ReadFloat() },
                4 => Image(value, input.ReadBytes().CreateCodedInput()),
                var field => throw new InvalidDataException($"A value has no field {field}."),
            };
        }

        return value;
    }

    private static EventValue Image(EventValue value, CodedInputStream input)
    {
        while (input.ReadTag() is not 0 and uint tag)
        {
            switch (tag >> 3)
            {
                case 1:
                    value = value with { Height = input.ReadInt32() };
                    break;
                case 2:
                    value = value with { Width = input.ReadInt32() };
                    break;
                case 3:
                    Assert.Equal(3, input.ReadInt32()); // RGB
                    break;
                default:
                    value = value with { Png = input.ReadBytes().ToByteArray() };
                    break;
            }
        }

        return value;
    }
}
