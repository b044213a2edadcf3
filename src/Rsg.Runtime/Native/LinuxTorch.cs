namespace Rsg.Native;

/// <summary>Linux: libtorch, then TorchSharp's shim, each by its path.</summary>
internal static class LinuxTorch
{
    private const string Shim = "LibTorchSharp";

    public static void Load(string? named, IReadOnlyList<string> program, ILibraryLoader loader)
    {
        string libtorch = TorchFolders.FileName("torch_cpu");
        if (!loader.IsOpen(libtorch))
        {
            OpenLibtorch(named is null ? program : [named], loader);
        }
        else if (named is not null && !loader.IsOpen(Path.Combine(named, libtorch)))
        {
            throw new TorchLibraryException(
                $"{TorchFolders.Variable} names {named}, but another libtorch is in the process already. Call "
                + $"{nameof(TorchLibraries)}.{nameof(TorchLibraries.Load)}() before the first use of TorchSharp.");
        }

        string shim = OpenShim(named, program, loader);
        foreach (string library in (string[])["torch_cpu", "torch_cuda", Shim])
        {
            HideUnused(library, shim, program, loader);
        }
    }

    private static void OpenLibtorch(IReadOnlyList<string> folders, ILibraryLoader loader)
    {
        string libtorch = TorchFolders.FileName("torch_cpu");
        if (TorchFolders.Find(libtorch, folders) is not { } found)
        {
            // Not beside the program, but perhaps where the system looks (LD_LIBRARY_PATH, ld.so.conf).
            if (loader.Open(libtorch) is { } message)
            {
                throw new TorchLibraryException(
                    "No libtorch was found. Reference the package libtorch-cpu-linux-x64 (a build with -p:TorchBackend=cpu does), or let "
                    + $"{TorchFolders.Variable} name the folder of a libtorch. Looked in: {string.Join(", ", folders)} ({message})");
            }

            return;
        }

        foreach (string library in TorchFolders.LoadOrder)
        {
            string path = Path.Combine(Path.GetDirectoryName(found)!, TorchFolders.FileName(library));
            if (File.Exists(path) && loader.Open(path) is { } message)
            {
                throw new TorchLibraryException($"{path} was refused by the system's loader: {message}");
            }
        }
    }

    private static string OpenShim(string? named, IReadOnlyList<string> program, ILibraryLoader loader)
    {
        // A libtorch that is not binary compatible with TorchSharp's own can bring a shim that was built for it.
        string? shim = TorchFolders.Find(TorchFolders.FileName(Shim), named is null ? program : [named, .. program]);
        if (shim is null)
        {
            throw new TorchLibraryException(
                $"{TorchFolders.FileName(Shim)}, the native part of TorchSharp, was not found. It comes with the package TorchSharp, for "
                + $"linux-x64 only. Looked in: {string.Join(", ", program)}");
        }

        TorchSharpShim.Open(shim, loader);
        return shim;
    }

    /// <summary>
    /// TorchSharp opens a library that lies beside the program by its path, even where another of the same name is in the process.
    /// Two libtorches in one process register the same operators twice, which ends the process, so the path is given to the one
    /// that is loaded.
    /// </summary>
    private static void HideUnused(string library, string shim, IReadOnlyList<string> program, ILibraryLoader loader)
    {
        string file = TorchFolders.FileName(library);
        string loaded = loader.IsOpen(file) ? file : TorchFolders.FileName("torch_cpu");
        IEnumerable<string> beside = program.Select(folder => Path.Combine(folder, file)).Distinct();
        foreach (string path in beside.Where(path => path != shim && File.Exists(path) && !loader.IsOpen(path)))
        {
            if (PrivateCopy.Open($"alias-of-{loaded}", NameAlias.Build(path, loaded), loader) is var (message, _))
            {
                throw new TorchLibraryException(
                    $"The program brings {path}, which TorchSharp would load beside the {loaded} that is in use; that cannot be prevented "
                    + $"here ({message}). Build with -p:TorchBackend=none.");
            }
        }
    }
}
