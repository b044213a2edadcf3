using System.Reflection;

namespace QuickStart;

/// <summary>Where the compiler wrote the code that was generated for this program.</summary>
internal static class GeneratedFiles
{
    /// <summary>The generated source files, relative to the current folder; none if the program was moved away from where it was built.</summary>
    public static IReadOnlyList<string> Paths()
    {
        string folder = typeof(GeneratedFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "GeneratedFiles").Value!;
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, $"{nameof(QuickStart)}.*.cs", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Environment.CurrentDirectory, path))
                .Order(StringComparer.Ordinal)]
            : [];
    }
}
