using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Rsg.Dsl.Analysis;
using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.CodeFixes;

/// <summary>A project in an editor: the generator has run, analyzers run over its result, and code fixes change the project's own files.</summary>
internal sealed class EditedProject : IDisposable
{
    private readonly AdhocWorkspace workspace = new();
    private readonly GeneratorInput input;
    private readonly Document document;

    public EditedProject(GeneratorInput input)
    {
        this.input = input;
        Run = GeneratorRun.Of<RsgGenerator>(input);
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Consumer",
            "Consumer",
            LanguageNames.CSharp,
            compilationOptions: Run.InputCompilation.Options,
            parseOptions: new CSharpParseOptions(input.LanguageVersion),
            metadataReferences: Run.InputCompilation.References.Distinct()));
        document = project.AddDocument(input.Sources[0].Path, SourceText.From(input.Sources[0].Text), filePath: input.Sources[0].Path);
    }

    /// <summary>What the generator says and emits.</summary>
    public GeneratorRun Run { get; }

    /// <summary>What the analyzer says of the first file.</summary>
    public async Task<ImmutableArray<Diagnostic>> Remedies()
        => await Run.OutputCompilation.WithAnalyzers([new RemedyAnalyzer()]).GetAnalyzerDiagnosticsAsync();

    /// <summary>What the editor's menu has at a diagnostic.</summary>
    public async Task<IReadOnlyList<CodeAction>> Menu(CodeFixProvider provider, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        var tree = (await document.GetSyntaxTreeAsync())!;
        var here = Diagnostic.Create(
            new DiagnosticDescriptor(diagnostic.Id, "", "", "", diagnostic.Severity, isEnabledByDefault: true),
            Location.Create(tree, diagnostic.Location.SourceSpan),
            diagnostic.Properties);
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, here, (action, _) => actions.Add(action), CancellationToken.None));
        return actions;
    }

    /// <summary>The project after a code fix.</summary>
    public async Task<GeneratorInput> After(CodeAction action)
    {
        var operation = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
        var changed = await operation.ChangedSolution.GetDocument(document.Id)!.GetTextAsync();
        return input.WithSource(input.Sources[0].Path, changed.ToString());
    }

    public void Dispose() => workspace.Dispose();
}
