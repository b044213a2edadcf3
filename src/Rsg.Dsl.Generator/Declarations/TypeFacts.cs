using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Naming;

namespace Rsg.Dsl.Declarations;

/// <summary>What the project around a model says of its class: all that a declaration itself cannot know.</summary>
/// <param name="Accessibility"><c>public</c> or <c>internal</c>.</param>
/// <param name="HiddenNames">Short names of library types that mean something else where the class stands.</param>
/// <param name="HasCaseTwin">Whether the project has a type whose full name differs from this one's only in upper and lower case.</param>
/// <param name="Obstacles">What keeps a generated part from being added to the class.</param>
/// <param name="Members">Members of the project's own that a generated one could not stand beside.</param>
internal sealed record TypeFacts(
    string Accessibility,
    EquatableArray<string> HiddenNames,
    bool HasCaseTwin,
    EquatableArray<ClassObstacle> Obstacles,
    EquatableArray<OwnMember> Members)
{
    /// <summary>One scope for all models of a project: a file may declare hundreds.</summary>
    private static readonly ConditionalWeakTable<Compilation, SemanticModel> GlobalScopes = new();

    /// <summary>Of a class of which nothing is known but its name.</summary>
    public static readonly TypeFacts None = new("public", [], false, [], []);

    /// <summary>Where the project's own part of the class has its name, if a file declares the model and that part stands in the way.</summary>
    public SourceSpan? Place { get; init; }

    /// <summary>Whether the class cannot be made by itself, only derived from.</summary>
    public bool IsAbstract { get; init; }

    /// <summary>Whether the project has a type or a namespace of that name itself.</summary>
    public bool IsDeclared { get; init; }

    /// <summary>The attribute by which the class is declared in code too, if a file declares the model.</summary>
    public OtherDeclaration? Other { get; init; }

    /// <summary>The facts of a class whose attributes declare the model.</summary>
    public static TypeFacts Of(INamedTypeSymbol type, TypeDeclarationSyntax syntax, SemanticModel semantics)
    {
        var space = type.ContainingNamespace;
        return new TypeFacts(
            AccessibilityOf(type),
            FindHidden(semantics.Compilation.GetCompilationNamespace(space) ?? space, type, [], semantics, syntax.SpanStart),
            HasTwin(type.ContainingAssembly.GlobalNamespace, NamesOf(space).Append(type.Name)),
            FindObstacles(type, syntax).ToEquatableArray(),
            OwnMember.Of(type).ToEquatableArray())
        {
            IsAbstract = type.IsAbstract,
        };
    }

    /// <summary>The facts of a class that a file declares; the project may have a part of it too.</summary>
    /// <param name="compilation">The project.</param>
    /// <param name="spaceName">The namespace of the class.</param>
    /// <param name="name">Its name.</param>
    /// <param name="generated">The names in that namespace that files declare.</param>
    public static TypeFacts Find(Compilation compilation, string spaceName, string name, EquatableArray<string> generated)
    {
        var path = spaceName.Length == 0 ? [] : spaceName.Split('.');
        var twin = HasTwin(compilation.Assembly.GlobalNamespace, path.Append(name));
        if (FindOwner(compilation.Assembly.GlobalNamespace, path) is { } owner)
        {
            return None with { Obstacles = [ClassObstacle.NamespaceIsType], Place = PlaceOf(owner) };
        }

        var space = Descend(compilation.Assembly.GlobalNamespace, path);
        var own = space?.GetTypeMembers(name, 0).FirstOrDefault(static type => !type.IsFileLocal);
        var everywhere = Descend(compilation.GlobalNamespace, path);
        var hidden = path.Length > 0 || compilation.SyntaxTrees.FirstOrDefault() is not { } tree
            ? FindHidden(everywhere, own, generated, null, 0)
            : FindHidden(everywhere, own, generated, GlobalScope(compilation, tree.Options), 0);

        var namesOfMembers = MemberNames.Always.Contains(name) ? new[] { ClassObstacle.NameOfMember } : [];
        if (own is null)
        {
            var isNamespace = space is not null && space.GetNamespaceMembers().Any(inner => inner.Name == name);
            var obstacles = isNamespace ? [ClassObstacle.NotClass] : namesOfMembers;
            return new TypeFacts("public", hidden, twin, obstacles.ToEquatableArray(), []) { IsDeclared = isNamespace };
        }

        var found = own.TypeKind != TypeKind.Class || own.DeclaringSyntaxReferences[0].GetSyntax() is not TypeDeclarationSyntax syntax
            ? [ClassObstacle.NotClass]
            : FindObstacles(own, syntax).ToEquatableArray();
        return new TypeFacts(AccessibilityOf(own), hidden, twin, found, OwnMember.Of(own).ToEquatableArray())
        {
            Place = found.Count > 0 ? PlaceOf(own) : null,
            Other = OtherDeclaration.Find(own),
            IsAbstract = own.IsAbstract,
            IsDeclared = true,
        };
    }

    private static string AccessibilityOf(INamedTypeSymbol type) => type.DeclaredAccessibility == Microsoft.CodeAnalysis.Accessibility.Public ? "public" : "internal";

    /// <summary>The scope of an emitted file in the global namespace: only there do the project's global usings stand beside those of the file.</summary>
    private static SemanticModel GlobalScope(Compilation compilation, ParseOptions options) => GlobalScopes.GetValue(compilation, project =>
    {
        var empty = CSharpSyntaxTree.ParseText("", (CSharpParseOptions)options);
        return project.AddSyntaxTrees(empty).GetSemanticModel(empty);
    });

    private static EquatableArray<string> FindHidden(
        INamespaceSymbol? everywhere, INamedTypeSymbol? type, EquatableArray<string> generated, SemanticModel? semantics, int position)
    {
        return TypeNames.ShortNames.Where(IsHidden).ToEquatableArray();

        // Referenced assemblies may have types in the model's namespace too.
        bool IsHidden(string name) => everywhere?.GetMembers(name).Any() == true
            || type?.GetMembers(name).Any() == true
            || generated.Contains(name)
            || (semantics is not null && everywhere?.IsGlobalNamespace == true && IsImportedOtherwise(semantics, name));

        bool IsImportedOtherwise(SemanticModel scope, string name) => scope
            .LookupNamespacesAndTypes(position, name: name)
            .Any(symbol => symbol.ToDisplayString() != TypeNames.FullName(name));
    }

    /// <summary>Whether somewhere along a path the project has another name of the same letters.</summary>
    private static bool HasTwin(INamespaceSymbol global, IEnumerable<string> path)
    {
        INamespaceSymbol? space = global;
        foreach (var name in path)
        {
            if (space is null)
            {
                return false;
            }

            if (space.GetMembers().Any(other => other.Name != name && other.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }

            space = space.GetNamespaceMembers().FirstOrDefault(inner => inner.Name == name);
        }

        return false;
    }

    private static IEnumerable<string> NamesOf(INamespaceSymbol space)
        => space.IsGlobalNamespace ? [] : NamesOf(space.ContainingNamespace).Append(space.Name);

    private static INamespaceSymbol? Descend(INamespaceSymbol global, IEnumerable<string> path)
        => path.Aggregate((INamespaceSymbol?)global, static (space, name) => space?.GetNamespaceMembers().FirstOrDefault(inner => inner.Name == name));

    /// <summary>A type of the project that has the name of a part of a namespace, so that there can be no such namespace.</summary>
    private static INamedTypeSymbol? FindOwner(INamespaceSymbol global, IReadOnlyList<string> path)
    {
        INamespaceSymbol? space = global;
        foreach (var name in path)
        {
            if (space?.GetTypeMembers(name, 0).FirstOrDefault(static type => !type.IsFileLocal) is { } type)
            {
                return type;
            }

            space = space?.GetNamespaceMembers().FirstOrDefault(inner => inner.Name == name);
        }

        return null;
    }

    private static SourceSpan? PlaceOf(ISymbol symbol) => symbol.Locations.FirstOrDefault(static location => location.IsInSource) is { } location ? SourceSpan.Of(location) : null;

    private static IEnumerable<ClassObstacle> FindObstacles(INamedTypeSymbol type, TypeDeclarationSyntax syntax)
    {
        // Where one of several parts is not partial, the compiler says so itself.
        if (!syntax.Modifiers.Any(SyntaxKind.PartialKeyword) && type.DeclaringSyntaxReferences.Length == 1)
        {
            yield return ClassObstacle.NotPartial;
        }

        if (type.ContainingType is not null)
        {
            yield return ClassObstacle.Nested;
        }

        if (type.IsGenericType)
        {
            yield return ClassObstacle.Generic;
        }

        if (type.IsStatic)
        {
            yield return ClassObstacle.Static;
        }

        if (type.IsRecord)
        {
            yield return ClassObstacle.Record;
        }

        if (type.IsFileLocal)
        {
            yield return ClassObstacle.FileLocal;
        }

        if (type.BaseType is { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } && !type.IsRecord)
        {
            yield return ClassObstacle.BaseClass;
        }

        if (MemberNames.Always.Contains(type.Name))
        {
            yield return ClassObstacle.NameOfMember;
        }
    }
}
