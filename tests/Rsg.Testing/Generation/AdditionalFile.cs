using System.Collections.Immutable;

namespace Rsg.Testing.Generation;

/// <summary>An <c>AdditionalFiles</c> item of the consumer's project.</summary>
/// <param name="Path">Relative path.</param>
/// <param name="Text">The whole text.</param>
public sealed record AdditionalFile(string Path, string Text)
{
    /// <summary>Item metadata as the compiler shows it, e.g. <c>build_metadata.AdditionalFiles.Kind</c>.</summary>
    public ImmutableDictionary<string, string> Options { get; init; } = ImmutableDictionary<string, string>.Empty;
}
