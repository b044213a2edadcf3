using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Rsg.Dsl.Collections;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Plans;

namespace Rsg.Dsl.Analysis;

/// <summary>
/// Tells an editor where it can mend a declaration. What is wrong, the generator says, in every build; but editors offer no code fixes for what a generator
/// says, so that an analyzer must point at the same places. It is hidden: nobody reads a mistake twice.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RemedyAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property that holds what the editor can do.</summary>
    public const string KindProperty = "kind";

    /// <summary>The property that holds what with.</summary>
    public const string TextProperty = "text";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(DiagnosticDescriptors.CanBeMended);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(AttributeNames.Backbone) is not null)
            {
                start.RegisterSyntaxNodeAction(Analyze, SyntaxKind.ClassDeclaration, SyntaxKind.RecordDeclaration);
            }
        });
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var syntax = (TypeDeclarationSyntax)context.Node;
        if (syntax.AttributeLists.Count == 0
            || context.SemanticModel.GetDeclaredSymbol(syntax, context.CancellationToken) is not { } type
            || AttributeReader.Read(type, syntax, context.SemanticModel, context.CancellationToken) is not { } declaration)
        {
            return;
        }

        var result = GeneratorFault.Guard(WithoutGenerated(declaration), ModelPlanner.Plan);
        foreach (var found in result.Diagnostics)
        {
            if (found is { Remedy: { } remedy, Span: { } span })
            {
                var properties = ImmutableDictionary<string, string?>.Empty.Add(KindProperty, remedy.Kind.ToString()).Add(TextProperty, remedy.Text);
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.CanBeMended, span.ToLocation(context.Compilation), properties, found.Descriptor.Id));
            }
        }
    }

    /// <summary>The declaration as it is without the generated parts, which are members and a base class for an analyzer.</summary>
    private static ModelDeclaration WithoutGenerated(ModelDeclaration declaration) => declaration with
    {
        Facts = declaration.Facts with
        {
            Members = [],
            Obstacles = declaration.Facts.Obstacles.Where(static obstacle => obstacle != ClassObstacle.BaseClass).ToEquatableArray(),
        },
    };
}
