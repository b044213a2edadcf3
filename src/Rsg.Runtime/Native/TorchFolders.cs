using System.Runtime.InteropServices;

namespace Rsg.Native;

/// <summary>Where native torch libraries are looked for.</summary>
internal static class TorchFolders
{
    /// <summary>The environment variable that names a folder with another libtorch.</summary>
    public const string Variable = "RSG_LIBTORCH";

    /// <summary>The libraries of a libtorch, each after those that it needs. The CUDA ones are there only in a CUDA build.</summary>
    public static IReadOnlyList<string> LoadOrder { get; } = ["c10", "torch_cpu", "c10_cuda", "torch_cuda", "torch"];

    /// <summary>The folder that the variable names; null where it is not set.</summary>
    public static string? Named()
    {
        string? folder = Environment.GetEnvironmentVariable(Variable);
        return string.IsNullOrWhiteSpace(folder) ? null : Check(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
    }

    /// <summary>The folders that belong to the running program, in the order of the .NET host.</summary>
    public static IReadOnlyList<string> OfProgram()
    {
        // Null under NativeAOT and in some single-file programs; there the libraries lie beside the program.
        string? host = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string;
        string architecture = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        string[] folders =
        [
            .. (host ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
            AppContext.BaseDirectory,
            Path.Combine(AppContext.BaseDirectory, "runtimes", $"{system}-{architecture}", "native"),
        ];
        return [.. folders.Select(Path.TrimEndingDirectorySeparator).Distinct()];
    }

    /// <summary>The first of the folders that holds the file, as a path; null where none does.</summary>
    public static string? Find(string file, IEnumerable<string> folders) =>
        folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    /// <summary>The name that a library has as a file on this operating system.</summary>
    public static string FileName(string library) =>
        OperatingSystem.IsWindows() ? $"{library}.dll" : OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";

    internal static string Check(string folder)
    {
        string file = FileName("torch_cpu");
        if (File.Exists(Path.Combine(folder, file)))
        {
            return folder;
        }

        string inside = Path.Combine(folder, "lib");
        string hint = File.Exists(Path.Combine(inside, file)) ? $" Did you mean {inside}?" : "";
        throw new TorchLibraryException($"{Variable} must name the folder that holds {file}; it is '{folder}', which holds none.{hint}");
    }
}
