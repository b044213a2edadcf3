using System.Runtime.InteropServices;

namespace Rsg.Native;

/// <summary>
/// dlopen itself: unlike <see cref="NativeLibrary"/> it tells why it refused, and can ask whether a library is loaded.
/// </summary>
internal sealed partial class LinuxLoader : ILibraryLoader
{
    // Before glibc 2.34 dlopen is in libdl only; from then on libdl is empty and leads to libc.
    private const string Library = "libdl.so.2";
    private const int Lazy = 1;
    private const int NoLoad = 4;

    public string? Open(string path)
    {
        // The first call of an imported function opens libraries itself; made here, it cannot replace the message that is read below.
        _ = LastError();
        return OpenLibrary(path, Lazy) != 0 ? null : Marshal.PtrToStringUTF8(LastError()) ?? $"{path}: refused without a reason";
    }

    public bool IsOpen(string path) => OpenLibrary(path, Lazy | NoLoad) != 0;

    [LibraryImport(Library, EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint OpenLibrary(string path, int flags);

    [LibraryImport(Library, EntryPoint = "dlerror")]
    private static partial nint LastError();
}
