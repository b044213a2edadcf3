using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Declarations.Yaml;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Generator.Tests.Yaml;

/// <summary>Reads the text of a model file alone, without a project or a compiler around it.</summary>
internal static class Reading
{
    public static ModelFile File(string text) => YamlReader.Read(new MemoryFile(text), CancellationToken.None);

    /// <summary>The one model of a file.</summary>
    public static ModelDeclaration Model(string text) => File(text).Content!.Models.Single();

    /// <summary>The tree of a text that has nothing wrong as YAML.</summary>
    public static Value Tree(string text)
    {
        var diagnostics = new List<DiagnosticInfo>();
        var (root, isWhole) = YamlTreeReader.Read(new YamlSource("m.rsg.yaml", SourceText.From(text)), text, 0, diagnostics, CancellationToken.None);
        Assert.Empty(diagnostics);
        Assert.True(isWhole);
        return root!;
    }

    private sealed class MemoryFile(string text) : AdditionalText
    {
        public override string Path => "m.rsg.yaml";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
