using Microsoft.CodeAnalysis;
using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Declarations;

/// <summary>A model whose declaration has errors keeps every public member that it would have without them.</summary>
public class SurfaceTests
{
    // Signatures without values: what a constant or a default is, is not known while the declaration has errors.
    private static readonly SymbolDisplayFormat Signature = SymbolDisplayFormat.CSharpErrorMessageFormat
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeContainingType)
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeOptionalBrackets);

    [Fact]
    public void The_surface_of_a_wrong_declaration_is_that_of_a_right_one()
    {
        var right = Members(stage: 2);
        var wrong = Members(stage: 22);

        Assert.Contains("const int Demo.M.Trainer.RebalanceFromEpoch", right);
        Assert.Equal(right, wrong);
    }

    private static List<string> Members(int stage)
    {
        var run = GeneratorRun.Of<RsgGenerator>(
            $"using Rsg;\n\nnamespace Demo;\n\n[Backbone(\"resnet8\", Classes = 10)]\n[RsgInsert(Stage = {stage})]\n[LdamLoss, Reweight(FromEpoch = 4)]\npublic partial class M;\n");
        return
        [
            .. new[] { "Demo.M", "Demo.M+Trainer" }
                .Select(name => run.OutputCompilation.GetTypeByMetadataName(name)!)
                .SelectMany(static type => type.GetMembers().Append(type))
                .Where(static member => member.DeclaredAccessibility == Accessibility.Public)
                .Select(static member => member.ToDisplayString(Signature))
                .Order(StringComparer.Ordinal),
        ];
    }
}
