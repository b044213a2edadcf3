using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Rsg.Testing.Generation;

/// <summary>What MSBuild tells a generator: properties of the project and metadata of its additional files.</summary>
internal sealed class MemoryOptions(ImmutableDictionary<string, string> global) : AnalyzerConfigOptionsProvider
{
    private static readonly AnalyzerConfigOptions None = new Options(ImmutableDictionary<string, string>.Empty);

    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(global);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => None;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        textFile is MemoryAdditionalText memory ? new Options(memory.File.Options) : None;

    private sealed class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        // MSBuild's property names, and so the compiler's option names, do not tell case apart.
        private readonly ImmutableDictionary<string, string> values = values.WithComparers(KeyComparer);

        public override IEnumerable<string> Keys => values.Keys;

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
