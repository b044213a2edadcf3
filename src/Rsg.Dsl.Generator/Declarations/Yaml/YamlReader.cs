using Microsoft.CodeAnalysis;
using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>Reads a declaration from a <c>*.rsg.yaml</c> file. It knows nothing of the project around the file.</summary>
internal static class YamlReader
{
    private const string Suffix = ".rsg.yaml";

    public static bool IsModelFile(AdditionalText file) => file.Path.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase);

    public static ModelFile Read(AdditionalText file, CancellationToken cancellation)
    {
        if (file.GetText(cancellation) is not { } text)
        {
            // The compiler says itself that it could not read the file.
            return new ModelFile(file.Path, null, []);
        }

        var source = new YamlSource(file.Path, text);
        var diagnostics = new List<DiagnosticInfo>();
        var content = text.Length > Limits.Characters ? Refuse(source, diagnostics) : Read(source, diagnostics, cancellation);
        return new ModelFile(file.Path, content, diagnostics.ToEquatableArray());
    }

    private static FileContent? Refuse(YamlSource source, List<DiagnosticInfo> diagnostics)
    {
        diagnostics.Add(DiagnosticInfo.At(
            source.SpanOf(0), DiagnosticDescriptors.FileTooLarge, "more characters", Invariant.Text(Limits.Characters)));
        return null;
    }

    private static FileContent? Read(YamlSource source, List<DiagnosticInfo> diagnostics, CancellationToken cancellation)
    {
        var text = source.Text.ToString();
        var offset = CharacterCheck.BeginsWithMark(text) ? 1 : 0;
        if (CharacterCheck.Find(source, text) is { } problem)
        {
            // What else the parser would say may only follow from that; but the model keeps its name.
            diagnostics.Add(problem);
            var rest = YamlTreeReader.Read(source, CharacterCheck.Replace(text.Substring(offset)), offset, new List<DiagnosticInfo>(), cancellation);
            return new ModelKeys(source, isWhole: false, new List<DiagnosticInfo>()).Read(rest.Root);
        }

        var (root, isWhole) = YamlTreeReader.Read(source, text.Substring(offset), offset, diagnostics, cancellation);
        return new ModelKeys(source, isWhole, diagnostics).Read(root);
    }
}
