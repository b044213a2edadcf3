using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>What reading a model file gave.</summary>
/// <param name="Path">Where the file lies.</param>
/// <param name="Declaration">The declaration, where the file names a model that can be.</param>
/// <param name="Diagnostics">What is wrong with the file itself and with its keys.</param>
internal sealed record ModelFile(string Path, ModelDeclaration? Declaration, EquatableArray<DiagnosticInfo> Diagnostics);
