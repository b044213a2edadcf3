namespace Rsg.Testing.Generation;

/// <summary>A C# file or an additional file of the consumer's project, held in memory.</summary>
/// <param name="Path">Relative path, e.g. <c>Model.cs</c> or <c>nets/defects.rsg.yaml</c>: what a diagnostic and a snapshot show.</param>
/// <param name="Text">The whole text.</param>
public sealed record SourceFile(string Path, string Text);
