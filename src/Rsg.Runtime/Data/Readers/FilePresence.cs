using System.Runtime.InteropServices;
using System.Text;

namespace Rsg.Data;

/// <summary>Says of many files in one folder whether they are there and have a content: on Linux by one call of the system each, and without garbage.</summary>
internal sealed unsafe partial class FilePresence
{
    private const int WorkingFolder = -100;
    private const uint TypeAndLength = 0x201;
    private const ushort KindBits = 0xF000;
    private const ushort Folder = 0x4000;

    private readonly string root;
    private readonly byte[] rootBytes;

    /// <summary>Takes the folder that paths are relative to.</summary>
    public FilePresence(string root)
    {
        this.root = root;
        rootBytes = Encoding.UTF8.GetBytes(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar);
    }

    /// <summary>What is wrong with a file, as a sentence; <see langword="null"/> if it is there and not empty.</summary>
    /// <param name="path">Its path below the folder, in UTF-8.</param>
    public string? FaultOf(ReadOnlySpan<byte> path)
    {
        if (OperatingSystem.IsLinux() && IsSurelyThere(path))
        {
            return null;
        }

        var file = new FileInfo(Path.Combine(root, Encoding.UTF8.GetString(path)));
        return !file.Exists ? $"there is no file '{file.FullName}'."
            : file.Length == 0 ? $"the file '{file.FullName}' is empty."
            : null;
    }

    /// <summary>Whether the system says so at once; where it does not, or has no such call, .NET is asked.</summary>
    private bool IsSurelyThere(ReadOnlySpan<byte> path)
    {
        const int LongestOnStack = 1024;
        int length = rootBytes.Length + path.Length;
        if (length >= LongestOnStack)
        {
            return false;
        }

        byte* full = stackalloc byte[LongestOnStack];
        var text = new Span<byte>(full, LongestOnStack);
        rootBytes.CopyTo(text);
        path.CopyTo(text[rootBytes.Length..]);
        text[length] = 0;
        try
        {
            Status status;
            return GetStatus(WorkingFolder, full, 0, TypeAndLength, &status) == 0 && (status.Mode & KindBits) != Folder && status.Length > 0;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library older than the call.
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx")]
    private static partial int GetStatus(int folder, byte* path, int flags, uint mask, Status* status);

    /// <summary>What the kernel writes: struct statx of linux/stat.h, the same on every processor.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(40)]
        public ulong Length;
    }
}
