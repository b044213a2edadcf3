using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>A model file among the others of the project.</summary>
/// <param name="Declaration">Its declaration, where the file names a model that can be and no file before it has that model.</param>
/// <param name="Neighbours">The names in the model's namespace that files declare: generated types that no compilation shows.</param>
/// <param name="HasCaseTwin">Whether another file declares a type whose full name differs only in upper and lower case.</param>
/// <param name="Diagnostics">What is wrong with the file.</param>
internal sealed record ResolvedFile(
    ModelDeclaration? Declaration, EquatableArray<string> Neighbours, bool HasCaseTwin, EquatableArray<DiagnosticInfo> Diagnostics)
{
    /// <summary>The declaration with what the project says of its class.</summary>
    public ModelDeclaration WithFacts(Compilation compilation)
    {
        var facts = TypeFacts.Find(compilation, Declaration!.Namespace, Declaration.Name, Neighbours);
        return Declaration with { Facts = facts with { HasCaseTwin = facts.HasCaseTwin || HasCaseTwin } };
    }

    /// <summary>Every file once, in the order of the paths.</summary>
    public static IEnumerable<ResolvedFile> Resolve(ImmutableArray<ModelFile> files)
    {
        var ordered = files.GroupBy(static file => file.Path, StringComparer.Ordinal)
            .Select(static same => same.First())
            .OrderBy(static file => file.Path, StringComparer.Ordinal)
            .ToList();
        var firsts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in ordered)
        {
            if (file.Declaration is { } declaration && !firsts.ContainsKey(declaration.FullName))
            {
                firsts.Add(declaration.FullName, file.Path);
            }
        }

        foreach (var file in ordered)
        {
            if (file.Declaration is not { } declaration)
            {
                yield return new ResolvedFile(null, [], false, file.Diagnostics);
            }
            else if (firsts[declaration.FullName] != file.Path)
            {
                var twice = DiagnosticInfo.At(
                    declaration.TypeSpan, DiagnosticDescriptors.ModelTwice, declaration.Name, $"in {Path.GetFileName(firsts[declaration.FullName])}");
                yield return new ResolvedFile(null, [], false, file.Diagnostics.Append(twice).ToEquatableArray());
            }
            else
            {
                yield return new ResolvedFile(
                    declaration, FindNeighbours(declaration.Namespace, firsts.Keys), HasTwin(declaration.FullName, firsts.Keys), file.Diagnostics);
            }
        }
    }

    /// <summary>What stands directly in a namespace: types, and the next parts of namespaces below it.</summary>
    private static EquatableArray<string> FindNeighbours(string space, IEnumerable<string> fullNames)
    {
        var prefix = space.Length == 0 ? "" : space + ".";
        return fullNames
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => name.Substring(prefix.Length).Split('.')[0])
            .Distinct()
            .OrderBy(static name => name, StringComparer.Ordinal)
            .ToEquatableArray();
    }

    private static bool HasTwin(string fullName, IEnumerable<string> fullNames)
        => fullNames.Any(other => other != fullName && other.Equals(fullName, StringComparison.OrdinalIgnoreCase));
}
