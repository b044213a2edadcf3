using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Diagnostics;

/// <summary>A page of docs/diagnostics.</summary>
internal sealed record DiagnosticPage(string Id, string Text)
{
    /// <summary>Errors that the build reports before the compiler runs, with their titles: they have pages, but no descriptor.</summary>
    public static readonly IReadOnlyDictionary<string, string> BuildErrors = new Dictionary<string, string>
    {
        ["RSG9101"] = "TorchBackend is not known",
        ["RSG9102"] = "TorchBackend does not fit the operating system",
    };

    /// <summary>The same of what the build only warns of.</summary>
    public static readonly IReadOnlyDictionary<string, string> BuildWarnings = new Dictionary<string, string>
    {
        ["RSG9103"] = "No libtorch is referenced",
    };

    /// <summary>Every page, in order of ID.</summary>
    public static IReadOnlyList<DiagnosticPage> All { get; } =
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs", "diagnostics"), "RSG*.md")
            .Select(static file => new DiagnosticPage(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)))
            .OrderBy(static page => page.Id, StringComparer.Ordinal),
    ];

    /// <summary>The title behind the ID in the first line.</summary>
    public string Title => Text.Split('\n')[0].Replace($"# {Id}: ", "", StringComparison.Ordinal);

    /// <summary>The examples of a kind: <c>csharp bad</c>, <c>csharp fixed</c>, <c>xml</c>.</summary>
    public IReadOnlyList<string> Examples(string kind)
    {
        const string Fence = "```";
        var lines = Text.Split('\n');
        var examples = new List<string>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] == Fence + kind)
            {
                var body = lines.Skip(i + 1).TakeWhile(static line => line != Fence).ToList();
                examples.Add(string.Join('\n', body) + "\n");
            }
        }

        return examples;
    }

    /// <summary>The examples that are <c>bad</c> or <c>fixed</c>: each C# file a project; beside a model file, C# is of the same project.</summary>
    public IReadOnlyList<GeneratorInput> Projects(string kind)
    {
        var code = Examples($"csharp {kind}");
        var files = Examples($"yaml {kind}");
        return files.Count == 0
            ? [.. code.Select(static text => GeneratorInput.Of(text))]
            : [.. files.Select(text => GeneratorInput.Of([.. code]).WithAdditionalFile("defects.rsg.yaml", text))];
    }

    /// <summary>A file of the repository.</summary>
    public static string Read(params string[] path) => File.ReadAllText(Repository.Locate(path));
}
