namespace Rsg.Native;

/// <summary>What opens a shared library in this process.</summary>
internal interface ILibraryLoader
{
    /// <summary>Opens a library for the rest of the process's life; the loader's own words where it refuses, else null.</summary>
    string? Open(string path);

    /// <summary>Whether the library of that path, or of that bare name, is in the process already. Loads nothing.</summary>
    bool IsOpen(string path);
}
