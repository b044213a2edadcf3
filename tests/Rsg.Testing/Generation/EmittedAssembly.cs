using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;

namespace Rsg.Testing.Generation;

/// <summary>A compilation as bytes. The sources are embedded in the debug information, so that a debugger steps through emitted code.</summary>
internal sealed record EmittedAssembly(ImmutableArray<byte> Image, ImmutableArray<byte> Symbols, ImmutableArray<Diagnostic> Diagnostics)
{
    public static EmittedAssembly Emit(Compilation compilation)
    {
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(
            image,
            symbols,
            options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb),
            embeddedTexts: compilation.SyntaxTrees
                .Where(tree => tree.GetText().CanBeEmbedded)
                .Select(tree => EmbeddedText.FromSource(tree.FilePath, tree.GetText())));
        return result.Success
            ? new([.. image.ToArray()], [.. symbols.ToArray()], result.Diagnostics)
            // A failed emission may stop before it has looked at every method.
            : new([], [], [.. compilation.GetDiagnostics().Union(result.Diagnostics)]);
    }
}
