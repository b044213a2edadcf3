using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Declarations;

/// <summary>The runtime library that a project references, if any, and the language that it is written in: what emitted code stands on.</summary>
internal sealed record RuntimeReference(Version? Version)
{
    private const string AssemblyName = "Rsg.Runtime";

    /// <summary>The version of this generator, which is that of the runtime it writes for.</summary>
    public static readonly Version GeneratorVersion = typeof(RuntimeReference).Assembly.GetName().Version;

    /// <summary>The project's language, where it is older than the one that emitted code is written in.</summary>
    public string? OldLanguage { get; init; }

    /// <summary>Whether emitted code finds what it needs.</summary>
    public bool IsUsable => Version >= GeneratorVersion && OldLanguage is null;

    public static RuntimeReference Find(Compilation compilation)
    {
        var version = compilation.ReferencedAssemblyNames.FirstOrDefault(static reference => reference.Name == AssemblyName)?.Version;
        return new RuntimeReference(version)
        {
            OldLanguage = compilation is CSharpCompilation { LanguageVersion: < LanguageVersion.CSharp12 and var language } ? language.ToDisplayString() : null,
        };
    }

    /// <summary>What is wrong with it. It is the project's mistake and no model's, so that it is said once and has no place in the code.</summary>
    public DiagnosticInfo? Check(bool hasModels)
    {
        if (Version is null)
        {
            return DiagnosticInfo.At(null, DiagnosticDescriptors.RuntimeMissing, GeneratorVersion.ToString(3));
        }

        return !hasModels || IsUsable ? null
            : Version < GeneratorVersion ? DiagnosticInfo.At(null, DiagnosticDescriptors.RuntimeTooOld, Version.ToString(3), GeneratorVersion.ToString(3))
            : DiagnosticInfo.At(null, DiagnosticDescriptors.LanguageTooOld, OldLanguage!);
    }
}
