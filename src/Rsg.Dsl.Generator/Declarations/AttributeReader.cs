using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Declarations;

/// <summary>Reads a declaration from the attributes of a class.</summary>
internal static class AttributeReader
{
    /// <summary>Whether the compiler lets our attributes stand on a declaration; elsewhere it says so itself.</summary>
    public static bool IsClass(SyntaxNode node) => node.IsKind(SyntaxKind.ClassDeclaration) || node.IsKind(SyntaxKind.RecordDeclaration);

    /// <summary>The declaration of an annotated class, or <c>null</c> where another of its attributes stands for the class.</summary>
    public static ModelDeclaration? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;

        // A class is met once for each of its attributes; the leading one speaks for all.
        return FindLeading(type) is { } leading && context.Attributes.Any(attribute => IsAt(attribute, leading))
            ? Read(type, (TypeDeclarationSyntax)context.TargetNode, context.SemanticModel, cancellation)
            : null;
    }

    /// <summary>The declaration of a class, or <c>null</c> where another of its parts stands for it, or where it has none of our attributes.</summary>
    public static ModelDeclaration? Read(INamedTypeSymbol type, TypeDeclarationSyntax syntax, SemanticModel semantics, CancellationToken cancellation)
    {
        if (FindLeading(type) is not { } leading || leading.SyntaxTree != syntax.SyntaxTree || !syntax.Span.Contains(leading.Span))
        {
            return null;
        }

        var sections = new List<Section>();
        var isBroken = type.BaseType is { TypeKind: TypeKind.Error };
        var read = new HashSet<string>();
        foreach (var attribute in type.GetAttributes())
        {
            // An attribute that the compiler does not know may have been meant to be one of ours.
            isBroken |= attribute.AttributeClass is null or { TypeKind: TypeKind.Error };

            // An attribute that stands twice is an error of the compiler's own.
            if (attribute.AttributeClass?.ToDisplayString() is { } name
                && AttributeNames.Find(name) is { } part
                && attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax written
                && read.Add(name))
            {
                sections.Add(ReadSection(part.Section, part.Kind, attribute, written, ref isBroken));
            }
        }

        var modules = ModuleMember.Of(type, cancellation, ref isBroken);
        var space = type.ContainingNamespace.IsGlobalNamespace
            ? ""
            : type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted));
        return new ModelDeclaration(
            space, type.Name, SourceSpan.Of(syntax.Identifier), sections.ToEquatableArray(), new AttributeWording(), isBroken, TypeFacts.Of(type, syntax, semantics))
        {
            Modules = modules.ToEquatableArray(),
        };
    }

    /// <summary>The attribute that makes the class a model or, where that is missing, the first one of ours.</summary>
    private static SyntaxReference? FindLeading(INamedTypeSymbol type)
    {
        var ours = type.GetAttributes()
            .Where(static attribute => attribute.AttributeClass is { } attributeClass && AttributeNames.Find(attributeClass.ToDisplayString()) is not null)
            .ToList();
        var leading = ours.FirstOrDefault(static attribute => attribute.AttributeClass!.ToDisplayString() == AttributeNames.Network)
            ?? ours.FirstOrDefault(static attribute => attribute.AttributeClass!.ToDisplayString() == AttributeNames.Backbone)
            ?? ours.FirstOrDefault();
        return leading?.ApplicationSyntaxReference;
    }

    private static bool IsAt(AttributeData attribute, SyntaxReference place)
        => attribute.ApplicationSyntaxReference is { } reference && reference.SyntaxTree == place.SyntaxTree && reference.Span == place.Span;

    private static Section ReadSection(string name, string? kind, AttributeData attribute, AttributeSyntax syntax, ref bool isBroken)
    {
        var entries = new List<Entry>();
        IEnumerable<AttributeArgumentSyntax> arguments = syntax.ArgumentList is { } list ? list.Arguments : [];

        var parameters = attribute.AttributeConstructor?.Parameters;
        isBroken |= parameters is null || arguments.Count(static argument => argument.NameEquals is not null) != attribute.NamedArguments.Length;
        for (var i = 0; i < attribute.ConstructorArguments.Length && i < parameters?.Length; i++)
        {
            var argument = arguments.Where(static argument => argument.NameEquals is null).ElementAtOrDefault(i);
            Add(parameters.Value[i].Name, parameters.Value[i].Name, attribute.ConstructorArguments[i], argument, ref isBroken);
        }

        foreach (var named in attribute.NamedArguments)
        {
            var argument = arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == named.Key);
            Add(Casing.Camel(named.Key), named.Key, named.Value, argument, ref isBroken);
        }

        return new Section(name, kind, $"[{syntax.Name}]", SourceSpan.Of(syntax), entries.ToEquatableArray());

        void Add(string key, string written, TypedConstant constant, AttributeArgumentSyntax? argument, ref bool isBroken)
        {
            var place = (SyntaxNode?)argument?.Expression ?? syntax;
            if (ReadValue(constant, place) is { } value)
            {
                entries.Add(new Entry(key, written, SourceSpan.Of((SyntaxNode?)argument?.NameEquals?.Name ?? place), value));
            }
            else
            {
                isBroken |= constant.Kind == TypedConstantKind.Error;
            }

            isBroken |= constant is { Kind: TypedConstantKind.Array, IsNull: false } && constant.Values.Any(static item => item.Kind == TypedConstantKind.Error);
        }
    }

    private static Value? ReadValue(TypedConstant constant, SyntaxNode place)
    {
        var span = SourceSpan.Of(place);
        return constant switch
        {
            { Kind: TypedConstantKind.Enum, Type: INamedTypeSymbol type, Value: { } value } => ReadEnum(type, Convert.ToInt64(value, CultureInfo.InvariantCulture), span),
            { Kind: TypedConstantKind.Primitive, Value: string text } => new Value.Text(text, span),
            { Kind: TypedConstantKind.Primitive, Value: bool flag } => new Value.Flag(flag, span),
            { Kind: TypedConstantKind.Primitive, Value: IConvertible number } => new Value.Number(number.ToDouble(CultureInfo.InvariantCulture), span),
            { Kind: TypedConstantKind.Array, IsNull: false } => new Value.List(ReadItems(constant.Values, place), span),
            _ => null,
        };
    }

    private static EquatableArray<Value> ReadItems(ImmutableArray<TypedConstant> constants, SyntaxNode array)
    {
        var places = PlacesOfItems(array);
        return constants
            .Select((item, index) => (Item: item, Place: places.Count == constants.Length ? places[index] : array))
            .Select(static pair => ReadValue(pair.Item, pair.Place) ?? new Value.Nothing(SourceSpan.Of(pair.Place)))
            .ToEquatableArray();
    }

    /// <summary>The expressions between the brackets or braces of an array; empty where the syntax does not show them.</summary>
    private static IReadOnlyList<SyntaxNode> PlacesOfItems(SyntaxNode array) => array switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        ImplicitArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        CollectionExpressionSyntax collection => collection.Elements,
        _ => [],
    };

    /// <summary>An enum value by the names of its members, so that what follows needs no copy of the enum's numbers.</summary>
    private static Value ReadEnum(INamedTypeSymbol type, long value, SourceSpan span)
    {
        var members = type.GetMembers().OfType<IFieldSymbol>()
            .Where(static field => field.HasConstantValue)
            .Select(static field => (field.Name, Value: Convert.ToInt64(field.ConstantValue, CultureInfo.InvariantCulture)))
            .ToList();

        var isFlags = type.GetAttributes().Any(static attribute => attribute.AttributeClass?.ToDisplayString() == "System.FlagsAttribute");
        if (!isFlags)
        {
            var (name, _) = members.FirstOrDefault(member => member.Value == value);
            return name is null ? new Value.Number(value, span) : new Value.Text(name, span);
        }

        var words = members.Where(member => IsSingleBit(member.Value) && (value & member.Value) != 0).ToList();
        return words.Aggregate(0L, static (all, word) => all | word.Value) == value
            ? new Value.List(words.Select(Value (word) => new Value.Text(word.Name, span)).ToEquatableArray(), span)
            : new Value.Number(value, span);

        static bool IsSingleBit(long number) => number > 0 && (number & (number - 1)) == 0;
    }
}
