using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Docs;

/// <summary>
/// The C# of a page as one project. All blocks share what any of them imports and declares. Statements run in order, each block in a
/// function of its own within that of the block before: it sees the variables from there, and may use their names anew. Model files of
/// the page belong to the project, unless a block declares the same class. Errors stand at the lines of the page.
/// </summary>
internal static class PageProject
{
    // A page need not import what its reader imports once and for all.
    private const string Imports = """
        global using Rsg;
        global using Rsg.Balancing;
        global using Rsg.Data;
        global using Rsg.Evaluation;
        global using Rsg.Inference;
        global using Rsg.Layers;
        global using Rsg.Onnx;
        global using Rsg.Reporting;
        global using Rsg.Training;
        global using Rsg.Watching;
        global using Rsg.Weights;
        global using TorchSharp;
        global using TorchSharp.Modules;
        global using static TorchSharp.torch;
        global using static TorchSharp.torch.nn;
        global using Xunit;

        """;

    /// <summary>What a page may use without declaring it: names that say what they are.</summary>
    private const string GivenVariables = """
        internal abstract class Given
        {
            protected static readonly Net network = null!;
            protected static readonly Net.Trainer trainer = null!;
            protected static readonly ImageSets sets = null!;
            protected static readonly InMemoryImages images = null!;
            protected static readonly IImageDataset trainingSet = null!, testSet = null!, test = null!;
            protected static readonly ImagePreparation preparation = null!, preparation32 = null!;
            protected static readonly TrainingRunResult result = null!;
            protected static readonly List<TrainingRunResult> runs = null!;
            protected static readonly Device device = null!;
            protected static readonly int seed = default, epoch = default;
            protected static readonly string source = null!;
            protected static readonly Rsg.Testing.Generation.GeneratorInput input = null!;
        }

        """;

    private static readonly Dictionary<string, string> GivenModels = new(StringComparer.Ordinal)
    {
        ["Net"] = "[Backbone(Backbones.ResNet8, ClassNames = [\"scratch\", \"dent\", \"stain\", \"hole\", \"none\"]), RsgInsert(Stage = 2)] public partial class Net;\n",
        ["DefectNet"] = "[Backbone(Backbones.ResNet8, ClassNames = [\"scratch\", \"dent\", \"none\"])] public partial class DefectNet;\n",
    };

    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp12);

    public static GeneratorInput Of(MarkdownPage page)
    {
        var blocks = page.Fences.Where(static fence => fence.Kind == "csharp").Select(fence => (fence.Line, Root: CSharpSyntaxTree.ParseText(fence.Text, Options).GetCompilationUnitRoot())).ToList();
        var declared = blocks.SelectMany(static block => block.Root.Members.OfType<BaseTypeDeclarationSyntax>()).Select(static type => type.Identifier.Text).ToHashSet(StringComparer.Ordinal);
        var files = PageModel.Of(page).Where(model => declared.Add(model.Name)).ToList();

        var shared = new StringBuilder(Imports).Append(string.Concat(files.Where(static model => model.Namespace.Length > 0).Select(static model => $"global using {model.Namespace};\n").Distinct()))
            .Append(GivenVariables).AppendJoin("", GivenModels.Where(model => !declared.Contains(model.Key)).Select(static model => model.Value));
        var imports = string.Concat(blocks.SelectMany(static block => block.Root.Usings).Select(static import => import.ToString() + "\n").Distinct());
        var input = GeneratorInput.Of(shared.ToString(), Text(page, blocks, imports)) with { ImplicitUsings = true };
        return files.Aggregate(input, static (project, model) => project.WithAdditionalFile($"{model.Name}.rsg.yaml", model.Text));
    }

    private static string Text(MarkdownPage page, List<(int Line, CompilationUnitSyntax Root)> blocks, string imports)
    {
        // Examples need not use every variable, nor wait for anything; a page may import again what is there anyway. What is known not to be
        // null in one block is not known in the function of the next.
        var text = new StringBuilder("#pragma warning disable CS0105, CS0168, CS0219, CS1998, CS8321, CS8933\n").Append("#nullable disable warnings\n").Append(imports).Append("internal sealed class Page : Given\n{\n");
        var open = 0;
        foreach (var (line, root) in blocks.Where(static block => block.Root.Members.OfType<GlobalStatementSyntax>().Any()))
        {
            text.Append(FormattableString.Invariant($"async Task Block{open}()\n{{\n")).Append(Written(root, line, page, static member => member is GlobalStatementSyntax)).Append('\n');
            open++;
        }

        text.Append('}', open).Append("\n}\n");
        foreach (var (line, root) in blocks)
        {
            text.Append(Written(root, line, page, static member => member is BaseTypeDeclarationSyntax));
        }

        return text.ToString();
    }

    /// <summary>Members of a block, each behind the place that it has in the page.</summary>
    private static string Written(CompilationUnitSyntax root, int line, MarkdownPage page, Func<MemberDeclarationSyntax, bool> which)
        => string.Concat(root.Members.Where(which).Select(member => FormattableString.Invariant(
            $"#line {line + root.SyntaxTree.GetLineSpan(member.Span).StartLinePosition.Line} \"{page.Path}\"\n{member}\n")));
}
