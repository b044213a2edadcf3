using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Rsg.Native;

/// <summary>
/// An empty shared library whose name (DT_SONAME) is a file's path and which needs another, loaded library. Once it is open, the
/// loader answers a request for that path with it, and so with the library that it needs; the file itself is never opened.
/// </summary>
internal static class NameAlias
{
    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const int ProgramHeaders = 3;
    private const int Dynamic = HeaderSize + ProgramHeaders * ProgramHeaderSize;
    private const int DynamicEntries = 8;
    private const int DynamicSize = DynamicEntries * 16;
    private const int Symbols = Dynamic + DynamicSize;
    private const int SymbolSize = 24;
    private const int Hash = Symbols + SymbolSize;
    private const int HashSize = 16;
    private const int Strings = Hash + HashSize;

    /// <summary>The file's bytes, for the processor of this process.</summary>
    public static byte[] Build(string path, string library)
    {
        byte[] pathText = Encoding.UTF8.GetBytes(path);
        byte[] libraryText = Encoding.UTF8.GetBytes(library);
        int pathAt = 1;
        int libraryAt = pathAt + pathText.Length + 1;
        int stringsSize = libraryAt + libraryText.Length + 1;

        byte[] file = new byte[Strings + stringsSize];
        WriteHeader(file);
        WriteProgramHeaders(file);
        WriteDynamic(file, (ulong)libraryAt, (ulong)pathAt, (ulong)stringsSize);

        // A hash table of one bucket and one chain, both empty.
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(Hash), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(Hash + 4), 1);
        pathText.CopyTo(file, Strings + pathAt);
        libraryText.CopyTo(file, Strings + libraryAt);
        return file;
    }

    private static void WriteHeader(Span<byte> file)
    {
        "\u007fELF"u8.CopyTo(file);
        file[4] = 2; // 64-bit
        file[5] = 1; // little-endian
        file[6] = 1; // the format's version
        BinaryPrimitives.WriteUInt16LittleEndian(file[16..], ElfImage.SharedObject);
        BinaryPrimitives.WriteUInt16LittleEndian(
            file[18..],
            RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? ElfImage.MachineArm64 : ElfImage.MachineX64);
        BinaryPrimitives.WriteUInt32LittleEndian(file[20..], 1);
        BinaryPrimitives.WriteUInt64LittleEndian(file[32..], HeaderSize);
        BinaryPrimitives.WriteUInt16LittleEndian(file[52..], HeaderSize);
        BinaryPrimitives.WriteUInt16LittleEndian(file[54..], ProgramHeaderSize);
        BinaryPrimitives.WriteUInt16LittleEndian(file[56..], ProgramHeaders);
    }

    private static void WriteProgramHeaders(Span<byte> file)
    {
        const uint Stack = 0x6474e551;

        // 64 KiB is a multiple of every page size of these processors.
        WriteProgramHeader(file[HeaderSize..], ElfImage.LoadSegment, 0, (ulong)file.Length, 0x10000);
        WriteProgramHeader(file[(HeaderSize + ProgramHeaderSize)..], ElfImage.DynamicSegment, Dynamic, DynamicSize, 8);

        // Without this header the loader would make the program's stack executable.
        WriteProgramHeader(file[(HeaderSize + 2 * ProgramHeaderSize)..], Stack, 0, 0, 16);
    }

    private static void WriteProgramHeader(Span<byte> header, uint type, ulong start, ulong size, ulong alignment)
    {
        const uint ReadWrite = 6;
        BinaryPrimitives.WriteUInt32LittleEndian(header, type);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], ReadWrite);
        BinaryPrimitives.WriteUInt64LittleEndian(header[8..], start);
        BinaryPrimitives.WriteUInt64LittleEndian(header[16..], start);
        BinaryPrimitives.WriteUInt64LittleEndian(header[24..], start);
        BinaryPrimitives.WriteUInt64LittleEndian(header[32..], size);
        BinaryPrimitives.WriteUInt64LittleEndian(header[40..], size);
        BinaryPrimitives.WriteUInt64LittleEndian(header[48..], alignment);
    }

    private static void WriteDynamic(Span<byte> file, ulong needed, ulong name, ulong stringsSize)
    {
        ReadOnlySpan<(DynamicTag Tag, ulong Value)> entries =
        [
            (DynamicTag.NeededLibrary, needed),
            (DynamicTag.LibraryName, name),
            (DynamicTag.Hash, Hash),
            (DynamicTag.StringTable, Strings),
            (DynamicTag.SymbolTable, Symbols),
            (DynamicTag.StringTableSize, stringsSize),
            (DynamicTag.SymbolSize, SymbolSize),
            (DynamicTag.End, 0),
        ];
        for (int i = 0; i < entries.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(file[(Dynamic + 16 * i)..], (ulong)entries[i].Tag);
            BinaryPrimitives.WriteUInt64LittleEndian(file[(Dynamic + 16 * i + 8)..], entries[i].Value);
        }
    }
}
