using System.Runtime.InteropServices;

namespace Rsg.Native;

/// <summary>
/// Windows and macOS: TorchSharp finds the libtorch of its packages by itself, so only one that the user names is loaded here.
/// </summary>
internal static class NamedTorch
{
    public static void Load(string named, IReadOnlyList<string> program)
    {
        if (TorchFolders.Find(TorchFolders.FileName("torch_cpu"), program) is { } packaged && Path.GetDirectoryName(packaged) != named)
        {
            throw new TorchLibraryException(
                $"{TorchFolders.Variable} names {named}, but the program brings a libtorch of its own ({packaged}), which TorchSharp "
                + "would load as well. Build with -p:TorchBackend=none.");
        }

        foreach (string library in TorchFolders.LoadOrder)
        {
            string path = Path.Combine(named, TorchFolders.FileName(library));
            if (File.Exists(path))
            {
                NativeLibrary.Load(path);
            }
        }
    }
}
