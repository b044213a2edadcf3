using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Declarations;

/// <summary>A member of a model class that is marked as a part of its network.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Span">Where the name stands.</param>
/// <param name="TypeName">Its type, for messages.</param>
/// <param name="Stage">The stage that it belongs to, if any.</param>
/// <param name="IsHead">Whether it ends the network.</param>
/// <param name="MarkSpan">Where its last mark stands.</param>
/// <param name="Classifier">What it is, if it is a classifier that is known.</param>
/// <param name="HasNoOnnxForm">Whether the network cannot be exported because of it.</param>
/// <param name="Fault">Why it cannot be a part of a network, if it cannot.</param>
internal sealed record ModuleMember(
    string Name, SourceSpan Span, string TypeName, StageNumber? Stage, bool IsHead, SourceSpan MarkSpan, HeadKind? Classifier, bool HasNoOnnxForm, ModuleFault? Fault)
{
    private const string ModuleType = "global::TorchSharp.torch.nn.Module<global::TorchSharp.torch.Tensor, global::TorchSharp.torch.Tensor>";
    private const string LinearType = "global::TorchSharp.Modules.Linear";
    private const string NormedLinearType = "global::Rsg.Layers.NormedLinear";

    /// <summary>The marked members of a class, in the order of their declaration.</summary>
    public static IEnumerable<ModuleMember> Of(INamedTypeSymbol type, CancellationToken cancellation, ref bool isBroken)
    {
        var members = new List<ModuleMember>();
        var all = type.GetMembers();
        foreach (var member in all.Where(static member => member is not IFieldSymbol { AssociatedSymbol: IPropertySymbol }))
        {
            // The field behind a property can be marked too, as [field: Stage(1)].
            var marks = all
                .Where(declared => SymbolEqualityComparer.Default.Equals(declared, member) || (declared is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, member)))
                .SelectMany(static declared => declared.GetAttributes())
                .Where(static attribute => IsMark(attribute))
                .ToList();
            var memberType = (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;
            if (marks.Count == 0 || memberType is null)
            {
                continue;
            }

            isBroken |= memberType.TypeKind == TypeKind.Error || marks.Any(static mark => mark.ApplicationSyntaxReference is null || mark.AttributeConstructor is null);
            if (!isBroken)
            {
                members.Add(Read(member, memberType, marks, cancellation));
            }
        }

        return members;
    }

    /// <summary>Whether an attribute makes a member a part of a network.</summary>
    public static bool IsMark(AttributeData attribute) => attribute.AttributeClass?.ToDisplayString() is AttributeNames.Stage or AttributeNames.Head;

    private static ModuleMember Read(ISymbol member, ITypeSymbol type, List<AttributeData> marks, CancellationToken cancellation)
    {
        var stage = marks.FirstOrDefault(static mark => mark.AttributeClass!.ToDisplayString() == AttributeNames.Stage);
        return new ModuleMember(
            member.Name,
            SourceSpan.Of(member.Locations[0]),
            type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
            stage is null ? null : ReadStage(stage, cancellation),
            marks.Any(static mark => mark.AttributeClass!.ToDisplayString() == AttributeNames.Head),
            SourceSpan.Of(marks[marks.Count - 1].ApplicationSyntaxReference!.GetSyntax(cancellation)),
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) switch
            {
                LinearType => HeadKind.Linear,
                NormedLinearType => HeadKind.Cosine,
                _ => null,
            },
            OnnxForms.HasNoForm(type),
            FindFault(member, type, cancellation));
    }

    private static StageNumber ReadStage(AttributeData mark, CancellationToken cancellation)
    {
        var syntax = (AttributeSyntax)mark.ApplicationSyntaxReference!.GetSyntax(cancellation);
        var place = (SyntaxNode?)syntax.ArgumentList?.Arguments.FirstOrDefault()?.Expression ?? syntax;
        return new StageNumber(mark.ConstructorArguments[0].Value as int? ?? 0, SourceSpan.Of(place));
    }

    private static ModuleFault? FindFault(ISymbol member, ITypeSymbol type, CancellationToken cancellation)
    {
        var declaration = member.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        var (isFixed, isStored, isGiven) = member switch
        {
            IFieldSymbol field => (field.IsReadOnly, true, declaration is VariableDeclaratorSyntax { Initializer: not null }),
            IPropertySymbol property => (
                property.SetMethod is null,
                declaration is PropertyDeclarationSyntax { ExpressionBody: null } auto && auto.AccessorList?.Accessors.All(static accessor => accessor.Body is null && accessor.ExpressionBody is null) == true,
                declaration is PropertyDeclarationSyntax { Initializer: not null }),
            _ => (true, true, true),
        };

        return !IsModule(type) ? ModuleFault.NoModule
            : member.IsStatic ? ModuleFault.Static
            : type.NullableAnnotation == NullableAnnotation.Annotated ? ModuleFault.Nullable
            : !isStored ? ModuleFault.Computed
            : !isFixed ? ModuleFault.Replaceable
            : !isGiven ? ModuleFault.NotGiven
            : null;
    }

    private static bool IsModule(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) == ModuleType)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>The number of a stage, as it was written.</summary>
internal sealed record StageNumber(int Number, SourceSpan Span);

/// <summary>Why a member cannot be a part of a network.</summary>
internal enum ModuleFault
{
    NoModule,
    Static,
    Nullable,
    Computed,
    Replaceable,
    NotGiven,
}
