using Microsoft.CodeAnalysis;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Declarations;

/// <summary>The runtime library that a project references, if any.</summary>
internal sealed record RuntimeReference(Version? Version)
{
    private const string AssemblyName = "Rsg.Runtime";

    /// <summary>The version of this generator, which is that of the runtime it writes for.</summary>
    public static readonly Version GeneratorVersion = typeof(RuntimeReference).Assembly.GetName().Version;

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

    /// <summary>What is wrong with it. It is the project's mistake and no model's, so that it is said once and has no place in the code.</summary>
    public DiagnosticInfo? Check(bool hasModels)
    {
        if (Version is null)
        {
            return DiagnosticInfo.At(null, DiagnosticDescriptors.RuntimeMissing, GeneratorVersion.ToString(3));
        }

        return hasModels && !IsUsable
            ? DiagnosticInfo.At(null, DiagnosticDescriptors.RuntimeTooOld, Version.ToString(3), GeneratorVersion.ToString(3))
            : null;
    }
}
