using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Rsg.Native;

/// <summary>What refers to a crafted library's symbol.</summary>
internal enum Reference
{
    None,
    DataRelocation,
    ProcedureRelocation,
}

/// <summary>
/// Writes a small shared library that the system's loader really opens: one segment, undefined symbols, and needs of symbol versions.
/// Everything lies at an address equal to its file offset.
/// </summary>
internal sealed class CraftedLibrary(string name)
{
    public const int MachineOffset = 18;

    private readonly List<(string Library, string Version, ushort Flags)> needs = [];
    private readonly List<(string Name, int Need, Reference Reference)> symbols = [];

    /// <summary>Where the flags word of each need was written, in the order in which the needs were added.</summary>
    public List<int> FlagsOffsets { get; } = [];

    public int VersionNeedsOffset { get; private set; }

    public int DynamicOffset { get; private set; }

    public int SymbolVersionsOffset { get; private set; }

    /// <summary>Adds a need, and a symbol of that version.</summary>
    public CraftedLibrary Need(string library, string version, string symbol, Reference reference = Reference.None, ushort flags = 0)
    {
        symbols.Add((symbol, needs.Count, reference));
        needs.Add((library, version, flags));
        return this;
    }

    public byte[] Write()
    {
        FlagsOffsets.Clear();
        var strings = new StringTable();
        string[] libraries = needs.Select(need => need.Library).Distinct().ToArray();

        const int HeadersSize = 64 + 3 * 56;
        int dynamicEntries = 18 + libraries.Length;
        DynamicOffset = HeadersSize;
        int symbolsAt = DynamicOffset + dynamicEntries * 16;
        int hashAt = symbolsAt + (symbols.Count + 1) * 24;
        SymbolVersionsOffset = hashAt + (2 + 1 + symbols.Count + 1) * 4;
        VersionNeedsOffset = Align(SymbolVersionsOffset + (symbols.Count + 1) * 2);
        int dataRelocationsAt = VersionNeedsOffset + (libraries.Length + needs.Count) * 16;
        int dataCount = symbols.Count(symbol => symbol.Reference == Reference.DataRelocation);
        int procedureCount = symbols.Count(symbol => symbol.Reference == Reference.ProcedureRelocation);
        int procedureRelocationsAt = dataRelocationsAt + dataCount * 24;
        int slotsAt = procedureRelocationsAt + procedureCount * 24;
        int stringsAt = slotsAt + (3 + symbols.Count) * 8;

        var file = new byte[stringsAt];
        WriteSymbols(file, symbolsAt, hashAt, strings);
        WriteVersionNeeds(file, libraries, strings);
        WriteRelocations(file, Reference.DataRelocation, dataRelocationsAt, slotsAt);
        WriteRelocations(file, Reference.ProcedureRelocation, procedureRelocationsAt, slotsAt);

        var dynamic = new List<(ulong Tag, long Value)>();
        dynamic.AddRange(libraries.Select(library => (1UL, (long)strings.Add(library))));
        dynamic.Add((14, strings.Add(name)));
        dynamic.Add((4, hashAt));
        dynamic.Add((5, stringsAt));
        dynamic.Add((10, strings.Bytes.Length));
        dynamic.Add((6, symbolsAt));
        dynamic.Add((11, 24));
        dynamic.Add((0x6ffffff0, SymbolVersionsOffset));
        dynamic.Add((0x6ffffffe, VersionNeedsOffset));
        dynamic.Add((0x6fffffff, libraries.Length));
        if (dataCount > 0)
        {
            dynamic.AddRange([(7, dataRelocationsAt), (8, dataCount * 24), (9, 24)]);
        }

        if (procedureCount > 0)
        {
            dynamic.AddRange([(3, slotsAt), (23, procedureRelocationsAt), (2, procedureCount * 24), (20, 7)]);
        }

        for (int i = 0; i < dynamic.Count; i++)
        {
            Put64(file, DynamicOffset + i * 16, dynamic[i].Tag);
            Put64(file, DynamicOffset + i * 16 + 8, (ulong)dynamic[i].Value);
        }

        byte[] whole = [.. file, .. strings.Bytes];
        WriteHeaders(whole, dynamicEntries * 16);
        return whole;
    }

    public void Save(string path) => File.WriteAllBytes(path, Write());

    private static int Align(int offset) => (offset + 7) & ~7;

    private static void Put16(byte[] file, int offset, ushort value) =>
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(offset), value);

    private static void Put32(byte[] file, int offset, uint value) =>
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(offset), value);

    private static void Put64(byte[] file, int offset, ulong value) =>
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(offset), value);

    private static void WriteHeaders(byte[] file, int dynamicSize)
    {
        "\u007fELF"u8.CopyTo(file);
        file[4] = 2;
        file[5] = 1;
        file[6] = 1;
        Put16(file, 16, 3);
        Put16(file, MachineOffset, (ushort)(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 183 : 62));
        Put32(file, 20, 1);
        Put64(file, 32, 64);
        Put16(file, 52, 64);
        Put16(file, 54, 56);
        Put16(file, 56, 3);
        WriteProgramHeader(file, 64, 1, 0, file.Length, 0x10000);
        WriteProgramHeader(file, 64 + 56, 2, 64 + 3 * 56, dynamicSize, 8);
        WriteProgramHeader(file, 64 + 112, 0x6474e551, 0, 0, 16);
    }

    private static void WriteProgramHeader(byte[] file, int at, uint type, int start, int size, int alignment)
    {
        Put32(file, at, type);
        Put32(file, at + 4, 6);
        Put64(file, at + 8, (ulong)start);
        Put64(file, at + 16, (ulong)start);
        Put64(file, at + 24, (ulong)start);
        Put64(file, at + 32, (ulong)size);
        Put64(file, at + 40, (ulong)size);
        Put64(file, at + 48, (ulong)alignment);
    }

    private void WriteSymbols(byte[] file, int symbolsAt, int hashAt, StringTable strings)
    {
        Put32(file, hashAt, 1);
        Put32(file, hashAt + 4, (uint)symbols.Count + 1);
        for (int i = 0; i < symbols.Count; i++)
        {
            const byte GlobalFunction = 0x12;
            int symbol = symbolsAt + (i + 1) * 24;
            Put32(file, symbol, (uint)strings.Add(symbols[i].Name));
            file[symbol + 4] = GlobalFunction;
            Put16(file, SymbolVersionsOffset + (i + 1) * 2, IndexOf(symbols[i].Need));
        }
    }

    private void WriteVersionNeeds(byte[] file, string[] libraries, StringTable strings)
    {
        var offsets = new int[needs.Count];
        int at = VersionNeedsOffset;
        foreach (string library in libraries)
        {
            int[] versions = Enumerable.Range(0, needs.Count).Where(i => needs[i].Library == library).ToArray();
            int size = 16 + versions.Length * 16;
            Put16(file, at, 1);
            Put16(file, at + 2, (ushort)versions.Length);
            Put32(file, at + 4, (uint)strings.Add(library));
            Put32(file, at + 8, 16);
            Put32(file, at + 12, library == libraries[^1] ? 0 : (uint)size);
            for (int i = 0; i < versions.Length; i++)
            {
                int entry = at + 16 + i * 16;
                (_, string version, ushort flags) = needs[versions[i]];
                Put32(file, entry, ElfHash(version));
                Put16(file, entry + 4, flags);
                Put16(file, entry + 6, IndexOf(versions[i]));
                Put32(file, entry + 8, (uint)strings.Add(version));
                Put32(file, entry + 12, i == versions.Length - 1 ? 0 : 16u);
                offsets[versions[i]] = entry + 4;
            }

            at += size;
        }

        FlagsOffsets.AddRange(offsets);
    }

    private void WriteRelocations(byte[] file, Reference kind, int at, int slotsAt)
    {
        for (int i = 0; i < symbols.Count; i++)
        {
            if (symbols[i].Reference == kind)
            {
                const ulong GlobalData = 6;
                const ulong JumpSlot = 7;
                Put64(file, at, (ulong)(slotsAt + (3 + i) * 8));
                Put64(file, at + 8, ((ulong)(i + 1) << 32) | (kind == Reference.DataRelocation ? GlobalData : JumpSlot));
                at += 24;
            }
        }
    }

    private static ushort IndexOf(int need) => (ushort)(need + 2);

    // The hash of the System V gABI, by which the loader compares version names.
    private static uint ElfHash(string text)
    {
        uint hash = 0;
        foreach (char character in text)
        {
            hash = (hash << 4) + character;
            uint high = hash & 0xf0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }

        return hash;
    }

    private sealed class StringTable
    {
        private readonly List<byte> bytes = [0];

        public byte[] Bytes => [.. bytes];

        public int Add(string text)
        {
            int at = bytes.Count;
            bytes.AddRange(Encoding.UTF8.GetBytes(text));
            bytes.Add(0);
            return at;
        }
    }
}
