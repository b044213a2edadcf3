using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Rsg.Testing.Generation;

/// <summary>A consumer's project as the compiler sees it. Immutable: an edit is a <c>with</c> expression.</summary>
public sealed record GeneratorInput
{
    /// <summary>A project of the given C# files: the first is <c>Model.cs</c>, the others <c>Model1.cs</c>, <c>Model2.cs</c>, ...</summary>
    public static GeneratorInput Of(params string[] sources) => new()
    {
        Sources = [.. sources.Select((text, index) => new SourceFile(index == 0 ? "Model.cs" : FormattableString.Invariant($"Model{index}.cs"), text))],
    };

    /// <summary>The C# files, in compilation order.</summary>
    public ImmutableArray<SourceFile> Sources { get; init; } = [];

    /// <summary>The additional files, in item order.</summary>
    public ImmutableArray<AdditionalFile> AdditionalFiles { get; init; } = [];

    /// <summary>Project properties as the compiler shows them, e.g. <c>build_property.RootNamespace</c>.</summary>
    public ImmutableDictionary<string, string> GlobalOptions { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The oldest language that emitted code must compile in.</summary>
    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.CSharp12;

    /// <summary>The project's nullable context.</summary>
    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    /// <summary>Whether the project has the SDK's implicit usings. Off unless a test asks: emitted code must not lean on them.</summary>
    public bool ImplicitUsings { get; init; }

    /// <summary>Whether arithmetic of whole numbers is checked for overflow.</summary>
    public bool CheckOverflow { get; init; }

    /// <summary>Preprocessor symbols of the project.</summary>
    public ImmutableArray<string> PreprocessorSymbols { get; init; } = [];

    /// <summary>References beside the assemblies that the test process itself runs on.</summary>
    public ImmutableArray<MetadataReference> ExtraReferences { get; init; } = [];

    /// <summary>Simple names of assemblies that the project must not reference, e.g. <c>Rsg.Runtime</c>.</summary>
    public ImmutableHashSet<string> ExcludedReferences { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>The consumer's assembly name.</summary>
    public string AssemblyName { get; init; } = "Consumer";

    /// <summary>The same project with the C# file at <paramref name="path"/> replaced, or added when there is none.</summary>
    public GeneratorInput WithSource(string path, string text)
    {
        var changed = new SourceFile(path, text);
        var index = Sources.ToList().FindIndex(file => file.Path == path);
        return this with { Sources = index < 0 ? Sources.Add(changed) : Sources.SetItem(index, changed) };
    }

    /// <summary>The same project without the C# file at <paramref name="path"/>.</summary>
    public GeneratorInput WithoutSource(string path) => this with { Sources = Sources.RemoveAll(file => file.Path == path) };

    /// <summary>The same project with the additional file at <paramref name="path"/> replaced (its options kept), or added when there is none.</summary>
    public GeneratorInput WithAdditionalFile(string path, string text)
    {
        var index = AdditionalFiles.ToList().FindIndex(file => file.Path == path);
        return this with
        {
            AdditionalFiles = index < 0
                ? AdditionalFiles.Add(new AdditionalFile(path, text))
                : AdditionalFiles.SetItem(index, AdditionalFiles[index] with { Text = text }),
        };
    }

    /// <summary>The same project without the additional file at <paramref name="path"/>.</summary>
    public GeneratorInput WithoutAdditionalFile(string path) =>
        this with { AdditionalFiles = AdditionalFiles.RemoveAll(file => file.Path == path) };

    /// <summary>The same project with one property set, e.g. <c>build_property.RootNamespace</c>.</summary>
    public GeneratorInput WithGlobalOption(string name, string value) => this with { GlobalOptions = GlobalOptions.SetItem(name, value) };
}
