using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace Rsg.Watching;

/// <summary>
/// A file of TensorBoard events. Each is a record: its length in 8 bytes and the check of these, its bytes and the check of these. A check is
/// a CRC-32C, rotated and shifted (masked), as the format of TensorFlow's record files has it.
/// </summary>
internal sealed class EventFile : IDisposable
{
    private const string Version = "brain.Event:2";
    private const int HeaderSize = sizeof(ulong) + sizeof(uint);
    private const uint MaskDelta = 0xa282ead8;

    private const string NameStart = "events.out.tfevents.";
    private const string NameEnd = ".rsg";

    private readonly FileStream stream;

    /// <summary>Makes a new file in a folder, which is made where it is not there; TensorBoard reads all files of a folder, in the order of their names.</summary>
    public EventFile(string folder, DateTimeOffset now)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);

        // Behind those that are there, even where their clock was ahead of this one.
        long time = Math.Max(now.ToUnixTimeMilliseconds(), NewestIn(folder) + 1);
        string path = Path.Combine(folder, FormattableString.Invariant($"{NameStart}{time:D13}.{Environment.ProcessId}{NameEnd}"));
        stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        Append(new EventMessage(now).FileVersion(Version));
    }

    /// <summary>Adds an event, in one piece.</summary>
    public void Append(EventMessage message)
    {
        ReadOnlySpan<byte> content = message.Content;
        var record = new byte[HeaderSize + content.Length + sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(sizeof(ulong)), MaskedCrc(record.AsSpan(0, sizeof(ulong))));
        content.CopyTo(record.AsSpan(HeaderSize));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(HeaderSize + content.Length), MaskedCrc(content));
        stream.Write(record);
    }

    public void Dispose() => stream.Dispose();

    private static long NewestIn(string folder) => Directory.EnumerateFiles(folder, NameStart + "*" + NameEnd)
        .Select(file => long.TryParse(Path.GetFileName(file)[NameStart.Length..].Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out long time) ? time : -1)
        .DefaultIfEmpty(-1)
        .Max();

    private static uint MaskedCrc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return BitOperations.RotateRight(~crc, 15) + MaskDelta;
    }
}
