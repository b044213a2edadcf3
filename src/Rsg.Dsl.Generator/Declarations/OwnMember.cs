using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Naming;

namespace Rsg.Dsl.Declarations;

/// <summary>A member that the project itself gives a model class, where a generated one of the same name could not stand beside it.</summary>
/// <param name="Name">Its name; <see cref="Constructor"/> for a constructor.</param>
/// <param name="Span">Where it stands.</param>
internal sealed record OwnMember(string Name, SourceSpan Span)
{
    /// <summary>The name that stands for a constructor that the generated one would repeat, or that would bypass it.</summary>
    public const string Constructor = ".ctor";

    private const string TrainerName = "Trainer";

    /// <summary>Whether a name is that of a member of the trainer.</summary>
    public static bool IsOfTrainer(string name) => name.StartsWith(TrainerName + ".", StringComparison.Ordinal);

    /// <summary>What keeps others out of its name: overloads of other parameters and parts of the trainer do not.</summary>
    public static IEnumerable<OwnMember> Of(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (member.IsImplicitlyDeclared || member.DeclaringSyntaxReferences.Length == 0 || member.Locations.Length == 0)
            {
                continue;
            }

            switch (member)
            {
                case IMethodSymbol { MethodKind: MethodKind.Constructor } constructor:
                    // A primary constructor is declared by the class itself, and every other one would have to call it.
                    if (constructor.Parameters.Length == 0 || constructor.DeclaringSyntaxReferences[0].GetSyntax() is TypeDeclarationSyntax)
                    {
                        yield return new OwnMember(Constructor, SourceSpan.Of(member.Locations[0]));
                    }

                    break;
                case IMethodSymbol { MethodKind: not MethodKind.Ordinary }:
                case IMethodSymbol method when !TakesOneTensorOrText(method):
                    break;
                case INamedTypeSymbol { Name: TrainerName, TypeKind: TypeKind.Class } trainer when IsPartial(trainer):
                    foreach (var own in OfTrainer(trainer))
                    {
                        yield return own;
                    }

                    break;
                default:
                    yield return new OwnMember(member.Name, SourceSpan.Of(member.Locations[0]));
                    break;
            }
        }
    }

    /// <summary>Members of a part of the trainer, as members of it: <c>Trainer.rsg</c>.</summary>
    private static IEnumerable<OwnMember> OfTrainer(INamedTypeSymbol trainer) => trainer.GetMembers()
        .Where(static member => !member.IsImplicitlyDeclared
            && member.Locations.Length > 0
            && (member is IMethodSymbol method
                ? MemberNames.MethodsOfTrainer.TryGetValue(method.Name, out var count) && method.Parameters.Length == count
                : MemberNames.OfTrainer.Contains(member.Name) || MemberNames.MethodsOfTrainer.ContainsKey(member.Name)))
        .Select(static member => new OwnMember($"{TrainerName}.{member.Name}", SourceSpan.Of(member.Locations[0])));

    private static bool TakesOneTensorOrText(IMethodSymbol method)
        => method.Parameters.Length == 1
            && (method.Parameters[0].Type.SpecialType == SpecialType.System_String || method.Parameters[0].Type.Name == "Tensor");

    private static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences
        .Select(static reference => reference.GetSyntax())
        .OfType<TypeDeclarationSyntax>()
        .All(static part => part.Modifiers.Any(static modifier => modifier.Text == "partial"));
}
