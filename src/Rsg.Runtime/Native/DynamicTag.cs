namespace Rsg.Native;

/// <summary>The entries of an ELF dynamic section that are read or written here (System V gABI, and GNU symbol versioning).</summary>
internal enum DynamicTag : ulong
{
    End = 0,
    NeededLibrary = 1,
    ProcedureRelocationsSize = 2,
    Hash = 4,
    StringTable = 5,
    SymbolTable = 6,
    Relocations = 7,
    RelocationsSize = 8,
    StringTableSize = 10,
    SymbolSize = 11,
    LibraryName = 14,
    RelocationsWithoutAddend = 17,
    ProcedureRelocationsKind = 20,
    ProcedureRelocations = 23,
    SymbolVersions = 0x6ffffff0,
    VersionNeeds = 0x6ffffffe,
    VersionNeedCount = 0x6fffffff,
}
