using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Rsg.Testing.Incremental;

/// <summary>Walks every field that an object reaches, and names those that hold a banned kind of object.</summary>
internal static class ObjectGraph
{
    /// <summary>Objects that keep a whole compilation alive, or that never equal the same object of the next compilation.</summary>
    public static readonly ImmutableHashSet<Type> CompilerObjects =
    [
        typeof(ISymbol), typeof(Compilation), typeof(SemanticModel), typeof(SyntaxNode), typeof(SyntaxToken), typeof(SyntaxTrivia),
        typeof(SyntaxTree), typeof(SyntaxReference), typeof(AttributeData), typeof(TypedConstant), typeof(IOperation), typeof(Location),
        typeof(Diagnostic), typeof(SourceText), typeof(AdditionalText), typeof(Delegate),
    ];

    public static IEnumerable<string> Find(object root, string path, ImmutableHashSet<Type> banned)
    {
        var found = new List<string>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<(object Value, string Path, bool CollectionAllowed)>();

        // The value of a Collect() step is an array that Roslyn compares element by element; deeper down nobody does.
        open.Push((root, path, true));
        while (open.TryPop(out var next))
        {
            var type = next.Value.GetType();
            if (banned.FirstOrDefault(kind => kind.IsAssignableFrom(type)) is { } kind)
            {
                found.Add($"{next.Path} is {Article(kind)} {kind.Name} ({type.Name})");
            }
            else if (!IsLeaf(type) && (type.IsValueType || seen.Add(next.Value)))
            {
                if (!next.CollectionAllowed && ComparesByReference(type))
                {
                    found.Add($"{next.Path} is {Article(type)} {Name(type)}, which compares by reference");
                }

                Open(open, next.Value, type, next.Path);
            }
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private static void Open(Stack<(object Value, string Path, bool CollectionAllowed)> open, object value, Type type, string path)
    {
        if (type.IsArray || IsImmutableArray(type))
        {
            // A default ImmutableArray throws when enumerated and holds nothing.
            if (value is IStructuralEquatable and IList { } list && !(IsImmutableArray(type) && value.Equals(Activator.CreateInstance(type))))
            {
                for (var index = 0; index < list.Count; index++)
                {
                    Push(open, list[index], FormattableString.Invariant($"{path}[{index}]"), collectionAllowed: false);
                }
            }

            return;
        }

        // A type that wrote its own equality answers for the collections in its fields; one whose equality the compiler wrote does not.
        var ownEquality = HasHandWrittenEquality(type) || typeof(IEnumerable).IsAssignableFrom(type);
        for (var level = type; level is not null; level = level.BaseType)
        {
            foreach (var field in level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Push(open, field.GetValue(value), $"{path}.{MemberName(field)}", ownEquality);
            }
        }
    }

    private static void Push(Stack<(object Value, string Path, bool CollectionAllowed)> open, object? value, string path, bool collectionAllowed)
    {
        if (value is not null)
        {
            open.Push((value, path, collectionAllowed));
        }
    }

    private static bool IsLeaf(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal)
        || type.IsPointer || typeof(Type).IsAssignableFrom(type) || type == typeof(DiagnosticDescriptor);

    private static bool ComparesByReference(Type type) =>
        type.IsArray || IsImmutableArray(type) || (typeof(IEnumerable).IsAssignableFrom(type) && !HasHandWrittenEquality(type));

    private static bool IsImmutableArray(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>);

    // A tuple compares its items by their own equality, so it answers for no collection.
    private static bool HasHandWrittenEquality(Type type) => !typeof(ITuple).IsAssignableFrom(type) && (
        type.GetMethod(nameof(Equals), BindingFlags.Instance | BindingFlags.Public, [type]) is { } typed
            ? typed.DeclaringType == type && !typed.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
            : type.GetMethod(nameof(Equals), [typeof(object)]) is { } untyped
                && untyped.DeclaringType != typeof(object) && untyped.DeclaringType != typeof(ValueType)
                && !untyped.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false));

    private static string MemberName(FieldInfo field) =>
        field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;

    private static string Name(Type type) =>
        type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GenericTypeArguments.Select(Name))}>" : type.Name;

    private static string Article(Type type) => type.Name[0] is 'A' or 'I' ? "an" : "a";
}
