namespace Rsg.Native;

/// <summary>
/// Opens libLibTorchSharp.so, TorchSharp's own native library: as it is where the loader takes it, else as a private copy in which
/// version needs that nothing uses are weak. TorchSharp finds the opened library afterwards by its name.
/// </summary>
internal static class TorchSharpShim
{
    private const long LargestFile = 256L << 20;

    /// <summary>Opens the shim, or throws <see cref="TorchLibraryException"/>.</summary>
    public static void Open(string path, ILibraryLoader loader)
    {
        if (loader.Open(path) is not { } message)
        {
            return;
        }

        try
        {
            OpenCopy(path, message, loader);
        }
        catch (UnreadableElfException unreadable)
        {
            throw new TorchLibraryException(
                $"{path} was refused by the system's loader ({message}) and cannot be repaired: {unreadable.Message}.",
                unreadable);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new TorchLibraryException(
                $"{path} was refused by the system's loader ({message}) and no private copy of it could be made: {failure.Message}",
                failure);
        }
    }

    private static void OpenCopy(string path, string message, ILibraryLoader loader)
    {
        ElfImage? copy = null;
        string opened = path;
        while (true)
        {
            // Bytes are read only once the loader has refused the file; each round makes one more need weak, so the rounds end.
            copy ??= ElfImage.Read(ReadFile(path));
            if (MissingVersion.Find(message, opened, VersionNeeds.Read(copy)) is not { } need)
            {
                throw new TorchLibraryException($"{path} was refused by the system's loader: {message}");
            }

            VersionNeeds.Weaken(copy, need, path);
            if (PrivateCopy.Open(Path.GetFileName(path), copy.Bytes, loader) is not { } refusal)
            {
                return;
            }

            (message, opened) = refusal;
        }
    }

    private static byte[] ReadFile(string path) =>
        new FileInfo(path).Length <= LargestFile
            ? File.ReadAllBytes(path)
            : throw new UnreadableElfException("it is larger than any build of it");
}
