using System.Globalization;
using System.Runtime.ExceptionServices;
using Microsoft.CodeAnalysis;

namespace Rsg.Testing.SnapshotFiles;

/// <summary>What a run leaves in files: the reported diagnostics, if any, and one file for each emitted source.</summary>
internal static class SnapshotContent
{
    /// <summary>Rethrows the exception of a generator that threw.</summary>
    public static IReadOnlyList<SnapshotFile> Of(GeneratorDriverRunResult result, DirectoryScrubber directories)
    {
        ThrowIfThrown(result);
        var files = new List<SnapshotFile>();
        if (!result.Diagnostics.IsEmpty)
        {
            files.Add(new("", "txt", directories.Scrub(DiagnosticText.Write(result.Diagnostics))));
        }

        var sources = result.Results
            .SelectMany(generator => generator.GeneratedSources.OrderBy(source => source.HintName, StringComparer.Ordinal))
            .Select(source => (
                Name: FileNames.WithoutInvalidCharacters(Path.GetFileNameWithoutExtension(source.HintName)),
                Extension: Path.GetExtension(source.HintName)[1..],
                Text: directories.Scrub(LineFeeds.Only($"//HintName: {source.HintName}\n{source.SourceText}"))))
            .ToList();
        foreach (var group in sources.GroupBy(source => (source.Name, source.Extension)))
        {
            var several = group.Count() > 1;
            files.AddRange(group.Select((source, index) => new SnapshotFile(Suffix(source.Name, several ? index : null), source.Extension, source.Text)));
        }

        return files;
    }

    private static string Suffix(string name, int? index)
    {
        var number = index?.ToString("00", CultureInfo.InvariantCulture);
        return (name, number) switch
        {
            ("", null) => "",
            ("", _) => $"#{number}",
            (_, null) => $"#{name}",
            _ => $"#{name}.{number}",
        };
    }

    private static void ThrowIfThrown(GeneratorDriverRunResult result)
    {
        var exceptions = result.Results.Select(generator => generator.Exception).OfType<Exception>().ToArray();
        if (exceptions.Length == 1)
        {
            ExceptionDispatchInfo.Throw(exceptions[0]);
        }

        if (exceptions.Length > 1)
        {
            throw new AggregateException(exceptions);
        }
    }
}
