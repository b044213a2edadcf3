using System.Runtime.InteropServices;

namespace Rsg.Native;

/// <summary>
/// Loads the native torch libraries, early and once, so that TorchSharp finds them in the process wherever it runs.
/// docs/native-libraries.md says what is loaded in which order.
/// </summary>
public static class TorchLibraries
{
    private const string Shim = "libLibTorchSharp.so";

    // Each needs those before it. The CUDA ones are there only in a CUDA build of libtorch.
    private static readonly string[] LoadOrder = ["c10", "torch_cpu", "c10_cuda", "torch_cuda", "torch"];

    private static readonly Lazy<TorchLibraryException?> Failure = new(TryLoad);

    /// <summary>
    /// Loads libtorch and TorchSharp's native library into the process. Only the first call does anything; every later one, from any
    /// thread, has the same outcome. Rsg.Runtime makes the first call itself as soon as any of its code runs, and keeps a failure for
    /// this method to tell; a program that uses TorchSharp before anything of Rsg.Runtime calls it first.
    /// </summary>
    /// <exception cref="TorchLibraryException">The libraries cannot be loaded; the message says why and what to do.</exception>
    public static void Load()
    {
        if (Failure.Value is { } failure)
        {
            throw new TorchLibraryException(failure.Message, failure.InnerException);
        }
    }

    /// <summary>Does what <see cref="Load"/> does, and keeps a failure for it.</summary>
    internal static void LoadEarly() => _ = Failure.Value;

    private static TorchLibraryException? TryLoad()
    {
        try
        {
            NativeDefaults.Apply();
            if (OperatingSystem.IsLinux())
            {
                LoadOnLinux(TorchFolders.Named(), TorchFolders.OfProgram(), new LinuxLoader());
            }
            else if (TorchFolders.Named() is { } folder)
            {
                LoadElsewhere(folder);
            }

            return null;
        }
        catch (TorchLibraryException failure)
        {
            return failure;
        }
        catch (Exception failure) when (failure is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return new TorchLibraryException($"The native torch libraries cannot be loaded on this system: {failure.Message}", failure);
        }
    }

    internal static void LoadOnLinux(string? named, IReadOnlyList<string> program, ILibraryLoader loader)
    {
        if (named is not null)
        {
            RefuseSecondLibtorch(named, program, loader);
        }

        LoadLibtorch(named is null ? program : [named], loader);
        string shim = TorchFolders.Find(Shim, named is null ? program : [named, .. program])
            ?? throw new TorchLibraryException(
                $"{Shim}, the native part of TorchSharp, was not found. It comes with the package TorchSharp for linux-x64. "
                + $"Looked in: {string.Join(", ", program)}");
        TorchSharpShim.Open(shim, loader);
    }

    private static void LoadLibtorch(IReadOnlyList<string> folders, ILibraryLoader loader)
    {
        string first = TorchFolders.FileName("torch_cpu");
        if (TorchFolders.Find(first, folders) is not { } found)
        {
            // Not beside the program, but perhaps where the system looks (LD_LIBRARY_PATH, ld.so.conf).
            if (loader.Open(first) is { } message)
            {
                throw new TorchLibraryException(
                    "No libtorch was found. Reference the package libtorch-cpu-linux-x64 (a build with -p:TorchBackend=cpu does), or let "
                    + $"{TorchFolders.Variable} name the folder of a libtorch. Looked in: {string.Join(", ", folders)} ({message})");
            }

            return;
        }

        string folder = Path.GetDirectoryName(found)!;
        foreach (string library in LoadOrder)
        {
            string path = Path.Combine(folder, TorchFolders.FileName(library));
            if (File.Exists(path) && loader.Open(path) is { } message)
            {
                throw new TorchLibraryException($"{path} was refused by the system's loader: {message}");
            }
        }
    }

    /// <summary>Two libtorches in one process register the same operators twice, which ends the process.</summary>
    private static void RefuseSecondLibtorch(string named, IReadOnlyList<string> program, ILibraryLoader loader)
    {
        string file = TorchFolders.FileName("torch_cpu");
        if (loader.IsOpen(file) && !loader.IsOpen(Path.Combine(named, file)))
        {
            throw new TorchLibraryException(
                $"{TorchFolders.Variable} names {named}, but another libtorch is loaded already. Call TorchLibraries.Load() before the "
                + "first use of TorchSharp.");
        }
    }

    private static void LoadElsewhere(string folder)
    {
        foreach (string library in LoadOrder)
        {
            string path = Path.Combine(folder, TorchFolders.FileName(library));
            if (File.Exists(path))
            {
                NativeLibrary.Load(path);
            }
        }
    }
}
