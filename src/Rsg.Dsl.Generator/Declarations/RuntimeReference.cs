using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Declarations;

/// <summary>The runtime library that a project references, if any.</summary>
internal sealed record RuntimeReference(Version? Version)
{
    private const string AssemblyName = "Rsg.Runtime";

    private static readonly Version GeneratorVersion = typeof(RuntimeReference).Assembly.GetName().Version;

    /// <summary>Whether emitted code finds there what it needs.</summary>
    public bool IsUsable => Version >= GeneratorVersion;

    public static RuntimeReference Find(Compilation compilation)
    {
        foreach (var reference in compilation.ReferencedAssemblyNames)
        {
            if (reference.Name == AssemblyName)
            {
                return new RuntimeReference(reference.Version);
            }
        }

        return new RuntimeReference((Version?)null);
    }

    /// <summary>What is wrong with it: at every model where it is too old, once for the project where there is none.</summary>
    public IEnumerable<DiagnosticInfo> Check(ImmutableArray<SourceSpan> models)
    {
        if (Version is null)
        {
            yield return DiagnosticInfo.At(null, DiagnosticDescriptors.RuntimeMissing, GeneratorVersion.ToString(3));
        }
        else if (!IsUsable)
        {
            foreach (var model in models)
            {
                yield return DiagnosticInfo.At(model, DiagnosticDescriptors.RuntimeTooOld, Version.ToString(3), GeneratorVersion.ToString(3));
            }
        }
    }
}
