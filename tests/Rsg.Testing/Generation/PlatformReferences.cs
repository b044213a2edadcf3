using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Rsg.Testing.Generation;

/// <summary>
/// The assemblies that the test process runs on (its framework and, through the test project's own references, Rsg.Runtime and
/// TorchSharp) as metadata references. Each file is read once per process.
/// </summary>
internal static class PlatformReferences
{
    private static readonly ConcurrentDictionary<string, MetadataReference> ByPath = new(StringComparer.Ordinal);

    private static readonly ImmutableArray<string> Paths =
    [
        .. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")
            ?? throw new InvalidOperationException("The runtime names no trusted platform assemblies, so tests cannot tell what to compile against."))
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Order(StringComparer.Ordinal),
    ];

    public static IEnumerable<MetadataReference> Except(ImmutableHashSet<string> assemblyNames)
    {
        var unknown = assemblyNames.Except(Paths.Select(path => Path.GetFileNameWithoutExtension(path)));
        return unknown.IsEmpty
            ? Paths.Where(path => !assemblyNames.Contains(Path.GetFileNameWithoutExtension(path)))
                .Select(path => ByPath.GetOrAdd(path, static file => MetadataReference.CreateFromFile(file)))
            : throw new ArgumentException(
                $"Cannot leave out the reference(s) {string.Join(", ", unknown)}: this test process does not reference them.",
                nameof(assemblyNames));
    }
}
