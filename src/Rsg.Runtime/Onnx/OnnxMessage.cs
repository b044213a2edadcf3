using Google.Protobuf;

namespace Rsg.Onnx;

/// <summary>Messages of protobuf, field by field. A field that is left out has the default of ONNX's schema.</summary>
internal static class OnnxMessage
{
    /// <summary>A message with the fields that an action writes.</summary>
    public static byte[] Of(Action<CodedOutputStream> writeFields)
    {
        using var buffer = new MemoryStream();
        using (var message = new CodedOutputStream(buffer, leaveOpen: true))
        {
            writeFields(message);
        }

        return buffer.ToArray();
    }

    public static void Field(this CodedOutputStream message, int number, string text)
    {
        message.WriteTag(number, WireFormat.WireType.LengthDelimited);
        message.WriteString(text);
    }

    public static void Field(this CodedOutputStream message, int number, long value)
    {
        message.WriteTag(number, WireFormat.WireType.Varint);
        message.WriteInt64(value);
    }

    public static void Field(this CodedOutputStream message, int number, float value)
    {
        message.WriteTag(number, WireFormat.WireType.Fixed32);
        message.WriteFloat(value);
    }

    /// <summary>A field of bytes, or of another message.</summary>
    public static void Field(this CodedOutputStream message, int number, byte[] bytes)
    {
        message.WriteTag(number, WireFormat.WireType.LengthDelimited);
        message.WriteBytes(UnsafeByteOperations.UnsafeWrap(bytes));
    }

    /// <summary>What stands before the bytes of a field that are written elsewhere.</summary>
    public static void FieldBefore(this CodedOutputStream message, int number, long length)
    {
        message.WriteTag(number, WireFormat.WireType.LengthDelimited);
        message.WriteLength(checked((int)length));
    }
}
