namespace Rsg.Native;

/// <summary>
/// The symbol versions that a library needs (GNU symbol versioning: .gnu.version_r), and how one that nothing uses is made weak,
/// which the loader takes as "go on without it".
/// </summary>
internal static class VersionNeeds
{
    private const ushort Weak = 2;
    private const int NeedSize = 16;
    private const int SymbolSize = 24;
    private const int RelocationSize = 24;
    private const ulong RelocationWithAddend = (ulong)DynamicTag.Relocations;

    // The number of a version has 15 bits, so no file can have more of them.
    private const int MostVersions = 0x7fff;

    public static IReadOnlyList<VersionNeed> Read(ElfImage image)
    {
        var needs = new List<VersionNeed>();
        if (!image.Has(DynamicTag.VersionNeeds))
        {
            return needs;
        }

        ulong libraries = image.Value(DynamicTag.VersionNeedCount);
        if (libraries > MostVersions)
        {
            throw new UnreadableElfException("it needs more versions than there can be");
        }

        int library = image.Table(DynamicTag.VersionNeeds, NeedSize);
        for (ulong i = 0; i < libraries; i++)
        {
            ReadVersionsOf(library, image, needs);
            uint next = image.UInt32(library + 12);
            if (next == 0)
            {
                break;
            }

            library = Advance(library, next);
        }

        return needs;
    }

    /// <summary>
    /// Makes a need weak in the image: one flag in one word. Throws <see cref="TorchLibraryException"/> where a relocation refers to
    /// a symbol of that version: then the library really uses it, and would fail later in a worse way.
    /// </summary>
    public static void Weaken(ElfImage image, VersionNeed need, string library)
    {
        RefuseIfReferenced(image, need, library);
        image.WriteUInt16(need.FlagsOffset, (ushort)(image.UInt16(need.FlagsOffset) | Weak));
    }

    private static void ReadVersionsOf(int library, ElfImage image, List<VersionNeed> needs)
    {
        string libraryName = image.Text(image.UInt32(library + 4));
        int count = image.UInt16(library + 2);
        int version = Advance(library, image.UInt32(library + 8));
        for (int i = 0; i < count; i++)
        {
            if (needs.Count == MostVersions)
            {
                throw new UnreadableElfException("it needs more versions than there can be");
            }

            ushort flags = image.UInt16(version + 4);
            ushort index = image.UInt16(version + 6);
            needs.Add(new VersionNeed(libraryName, image.Text(image.UInt32(version + 8)), index, (flags & Weak) != 0, version + 4));
            uint next = image.UInt32(version + 12);
            if (next == 0)
            {
                break;
            }

            version = Advance(version, next);
        }
    }

    private static void RefuseIfReferenced(ElfImage image, VersionNeed need, string library)
    {
        if (image.Has(DynamicTag.RelocationsWithoutAddend))
        {
            throw new UnreadableElfException("it has relocations of a kind that is not read here");
        }

        if (image.Has(DynamicTag.Relocations))
        {
            RefuseIfReferenced(image, need, library, DynamicTag.Relocations, DynamicTag.RelocationsSize);
        }

        if (image.Has(DynamicTag.ProcedureRelocations))
        {
            if (image.Value(DynamicTag.ProcedureRelocationsKind) != RelocationWithAddend)
            {
                throw new UnreadableElfException("it has relocations of a kind that is not read here");
            }

            RefuseIfReferenced(image, need, library, DynamicTag.ProcedureRelocations, DynamicTag.ProcedureRelocationsSize);
        }
    }

    private static void RefuseIfReferenced(ElfImage image, VersionNeed need, string library, DynamicTag table, DynamicTag tableSize)
    {
        ulong size = image.Value(tableSize);
        int start = image.Table(table, size);
        for (ulong position = 0; position + RelocationSize <= size; position += RelocationSize)
        {
            ulong symbol = image.UInt64(start + (int)position + 8) >> 32;
            if (symbol != 0 && VersionOf(symbol, image) == need.Index)
            {
                throw new TorchLibraryException(
                    $"{library} uses {NameOf(symbol, image)} of version {need.Version}, which the {need.Library} of this system does "
                    + "not have. Use a newer operating system (Debian 13, Ubuntu 24.04, RHEL 10), or let RSG_LIBTORCH name a folder with "
                    + "a libtorch and a libLibTorchSharp.so that were built for this one.");
            }
        }
    }

    private static ushort VersionOf(ulong symbol, ElfImage image)
    {
        const ushort HiddenFlag = 0x8000;
        int start = image.Table(DynamicTag.SymbolVersions, (symbol + 1) * sizeof(ushort));
        return (ushort)(image.UInt16(start + (int)symbol * sizeof(ushort)) & ~HiddenFlag);
    }

    private static string NameOf(ulong symbol, ElfImage image)
    {
        int start = image.Table(DynamicTag.SymbolTable, (symbol + 1) * SymbolSize);
        return image.Text(image.UInt32(start + (int)symbol * SymbolSize));
    }

    private static int Advance(int offset, uint step)
    {
        long next = (long)offset + step;
        return next <= int.MaxValue ? (int)next : throw new UnreadableElfException("it ends before one of its tables does");
    }
}
