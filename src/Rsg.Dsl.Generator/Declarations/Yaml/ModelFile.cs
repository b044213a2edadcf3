using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>What reading a model file gave.</summary>
/// <param name="Path">Where the file lies.</param>
/// <param name="Content">What it declares, where it names a model that can be.</param>
/// <param name="Diagnostics">What is wrong with the file itself and with its keys.</param>
internal sealed record ModelFile(string Path, FileContent? Content, EquatableArray<DiagnosticInfo> Diagnostics);

/// <summary>What a model file declares.</summary>
/// <param name="Models">One model; with a matrix, its variants.</param>
/// <param name="Family">What the variants have in common, if there is a matrix.</param>
internal sealed record FileContent(EquatableArray<ModelDeclaration> Models, VariantFamily? Family);
