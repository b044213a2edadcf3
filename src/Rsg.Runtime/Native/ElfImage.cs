using System.Buffers.Binary;
using System.Text;

namespace Rsg.Native;

/// <summary>
/// The bytes of a 64-bit little-endian ELF shared library, seen the way the system's loader sees them: program headers and dynamic
/// section, never section headers. Every read is checked against the file, so a damaged file gives an
/// <see cref="UnreadableElfException"/> and nothing else.
/// </summary>
internal sealed class ElfImage
{
    internal const ushort SharedObject = 3;
    internal const ushort MachineX64 = 62;
    internal const ushort MachineArm64 = 183;
    internal const uint LoadSegment = 1;
    internal const uint DynamicSegment = 2;

    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const int DynamicEntrySize = 16;

    private readonly byte[] bytes;
    private readonly List<Segment> loadSegments = [];
    private readonly Dictionary<DynamicTag, ulong> dynamicEntries = [];

    private ElfImage(byte[] bytes)
    {
        this.bytes = bytes;
    }

    /// <summary>The file's bytes, including what <see cref="WriteUInt16"/> changed.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Reads the headers and the dynamic section. The image owns <paramref name="bytes"/> from here on.</summary>
    public static ElfImage Read(byte[] bytes)
    {
        var image = new ElfImage(bytes);
        image.CheckHeader();
        image.ReadProgramHeaders();
        return image;
    }

    public bool Has(DynamicTag tag) => dynamicEntries.ContainsKey(tag);

    public ulong Value(DynamicTag tag) =>
        dynamicEntries.TryGetValue(tag, out ulong value) ? value : throw new UnreadableElfException($"it has no dynamic entry {tag}");

    /// <summary>The file offset of a table of <paramref name="size"/> bytes whose address the dynamic section gives.</summary>
    public int Table(DynamicTag tag, ulong size) => FileOffset(Value(tag), size);

    public ushort UInt16(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(offset, sizeof(ushort)));

    public uint UInt32(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(offset, sizeof(uint)));

    public ulong UInt64(int offset) => BinaryPrimitives.ReadUInt64LittleEndian(Slice(offset, sizeof(ulong)));

    public void WriteUInt16(int offset, ushort value)
    {
        _ = Slice(offset, sizeof(ushort));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(offset), value);
    }

    /// <summary>The zero-terminated text at an index of the dynamic string table.</summary>
    public string Text(uint index)
    {
        ulong size = Value(DynamicTag.StringTableSize);
        if (index >= size)
        {
            throw new UnreadableElfException("a name lies outside the string table");
        }

        int start = Table(DynamicTag.StringTable, size) + (int)index;
        ReadOnlySpan<byte> rest = Slice(start, (int)(size - index));
        int end = rest.IndexOf((byte)0);
        return end >= 0
            ? Encoding.UTF8.GetString(rest[..end])
            : throw new UnreadableElfException("a name in the string table has no end");
    }

    private static bool Lies(ulong start, ulong size, ulong within) => start <= within && size <= within - start;

    private void CheckHeader()
    {
        if (bytes.Length < HeaderSize || !bytes.AsSpan(0, 4).SequenceEqual("\u007fELF"u8))
        {
            throw new UnreadableElfException("it is not an ELF file");
        }

        const byte SixtyFourBit = 2;
        const byte LittleEndian = 1;
        if (bytes[4] != SixtyFourBit)
        {
            throw new UnreadableElfException("it is not a 64-bit file");
        }

        if (bytes[5] != LittleEndian)
        {
            throw new UnreadableElfException("it is not a little-endian file");
        }

        if (UInt16(16) != SharedObject)
        {
            throw new UnreadableElfException("it is not a shared library");
        }

        if (UInt16(18) is not (MachineX64 or MachineArm64))
        {
            throw new UnreadableElfException("it is neither for x86-64 nor for Arm64");
        }

        if (UInt16(54) != ProgramHeaderSize)
        {
            throw new UnreadableElfException("its program headers have an unknown size");
        }
    }

    private void ReadProgramHeaders()
    {
        ulong start = UInt64(32);
        int count = UInt16(56);
        if (!Lies(start, (ulong)count * ProgramHeaderSize, (ulong)bytes.Length))
        {
            throw new UnreadableElfException("its program headers lie outside the file");
        }

        Segment? dynamic = null;
        for (int i = 0; i < count; i++)
        {
            int header = (int)start + i * ProgramHeaderSize;
            uint type = UInt32(header);
            if (type is not (LoadSegment or DynamicSegment))
            {
                continue;
            }

            var segment = new Segment(Offset: UInt64(header + 8), Address: UInt64(header + 16), FileSize: UInt64(header + 32));
            if (!Lies(segment.Offset, segment.FileSize, (ulong)bytes.Length))
            {
                throw new UnreadableElfException("a segment lies outside the file");
            }

            if (type == LoadSegment)
            {
                loadSegments.Add(segment);
            }
            else
            {
                dynamic = segment;
            }
        }

        ReadDynamicEntries(dynamic ?? throw new UnreadableElfException("it has no dynamic section"));
    }

    private void ReadDynamicEntries(Segment dynamic)
    {
        int end = (int)(dynamic.Offset + dynamic.FileSize);
        for (int entry = (int)dynamic.Offset; entry <= end - DynamicEntrySize; entry += DynamicEntrySize)
        {
            var tag = (DynamicTag)UInt64(entry);
            if (tag == DynamicTag.End)
            {
                return;
            }

            // Of a tag given twice the loader keeps the last one, except for lists that are not read here.
            dynamicEntries[tag] = UInt64(entry + 8);
        }

        throw new UnreadableElfException("its dynamic section has no end");
    }

    private int FileOffset(ulong address, ulong size)
    {
        foreach (Segment segment in loadSegments)
        {
            if (address >= segment.Address && Lies(address - segment.Address, size, segment.FileSize))
            {
                return (int)(segment.Offset + (address - segment.Address));
            }
        }

        throw new UnreadableElfException("a table of its dynamic section lies outside the file");
    }

    private ReadOnlySpan<byte> Slice(int offset, int size) =>
        offset >= 0 && offset <= bytes.Length - size
            ? bytes.AsSpan(offset, size)
            : throw new UnreadableElfException("it ends before one of its tables does");

    private readonly record struct Segment(ulong Offset, ulong Address, ulong FileSize);
}
