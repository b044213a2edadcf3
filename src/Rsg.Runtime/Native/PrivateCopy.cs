using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Rsg.Native;

/// <summary>Opens a library from bytes that lie in no file, and leaves none behind.</summary>
internal static partial class PrivateCopy
{
    private const uint CloseOnExec = 1;

    // A loaded library keeps the path that it was opened by. Were the descriptor closed, its number would be given out again, and
    // whatever is opened by that path later would be taken for this library.
    private static readonly List<SafeFileHandle> MemoryFiles = [];

    /// <summary>
    /// Opens the bytes as a library; where the loader refuses, its words and the path that it knows the copy by. The name is what
    /// tools that list a process's files will show.
    /// </summary>
    public static (string Message, string Path)? Open(string name, ReadOnlySpan<byte> library, ILibraryLoader loader)
    {
        if (OpenInMemory(name, library, loader))
        {
            return null;
        }

        // Some systems forbid running code from memory files.
        return OpenInTemporaryFolder(name, library, loader);
    }

    internal static (string Message, string Path)? OpenInTemporaryFolder(string name, ReadOnlySpan<byte> library, ILibraryLoader loader)
    {
        // Readable by its owner alone, so nobody can exchange the file before it is opened.
        string folder = Directory.CreateTempSubdirectory("rsg-native-").FullName;
        try
        {
            string path = Path.Combine(folder, name);
            using (FileStream file = File.Create(path))
            {
                file.Write(library);
            }

            return loader.Open(path) is { } message ? (message, path) : null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool OpenInMemory(string name, ReadOnlySpan<byte> library, ILibraryLoader loader)
    {
        SafeFileHandle? memory = CreateMemoryFile(name);
        if (memory is null)
        {
            return false;
        }

        if (!Fill(memory, library) || loader.Open($"/proc/self/fd/{memory.DangerousGetHandle()}") is not null)
        {
            memory.Dispose();
            return false;
        }

        lock (MemoryFiles)
        {
            MemoryFiles.Add(memory);
        }

        return true;
    }

    private static bool Fill(SafeFileHandle memory, ReadOnlySpan<byte> library)
    {
        try
        {
            RandomAccess.Write(memory, library, fileOffset: 0);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static SafeFileHandle? CreateMemoryFile(string name)
    {
        try
        {
            int descriptor = MemoryFileCreate(name, CloseOnExec);
            return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MemoryFileCreate(string name, uint flags);
}
