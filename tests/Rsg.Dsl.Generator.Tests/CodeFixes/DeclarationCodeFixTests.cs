using Microsoft.CodeAnalysis;
using Rsg.Dsl.CodeFixes;
using Rsg.Dsl.Generator.Tests.Diagnostics;
using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.CodeFixes;

/// <summary>A code fix mends the wrong example of its diagnostic's page, and nothing else in it changes.</summary>
public class DeclarationCodeFixTests
{
    public static TheoryData<string, string> Pages => new()
    {
        { "RSG0001", "Make 'Birds' partial" },
        { "RSG0006", "Add [Backbone(Backbones.ResNet32, Classes = 10)]" },
        { "RSG0007", "Remove [CrossEntropyLoss]" },
        { "RSG0012", "Remove 'Classes'" },
        { "RSG0015", "Remove [Resample]" },
        { "RSG2001", "Change to \"resnet32\"" },
        { "RSG2003", "Remove 'Head'" },
        { "RSG2004", "Remove 'Head'" },
        { "RSG3001", "Change to 3" },
        { "RSG3002", "Change to \"layer2\"" },
        { "RSG4003", "Remove 'GenerateFromEpoch'" },
        { "RSG4006", "Remove 'Milestones'" },
        { "RSG4007", "Remove 'FromEpoch'" },
        { "RSG4009", "Remove [Resample]" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_wrong_example_of_a_page_is_mended(string id, string title)
    {
        using var project = new EditedProject(DiagnosticPage.All.Single(page => page.Id == id).Projects("bad")[0]);
        Assert.Equal([id], project.Run.Ids());

        var remedy = Assert.Single(await project.Remedies());
        Assert.Equal(DiagnosticSeverity.Hidden, remedy.Severity);
        Assert.StartsWith(id, remedy.GetMessage(null), StringComparison.Ordinal);
        var action = Assert.Single(await project.Menu(new DeclarationCodeFix(), remedy));
        Assert.Equal(title, action.Title);

        var after = await project.After(action);

        GeneratorRun.Of<RsgGenerator>(after).AssertNoDiagnostics().AssertCompilesCleanly();
        using var mended = new EditedProject(after);
        Assert.Empty(await mended.Remedies());
    }

    [Theory]
    [InlineData("// Birds.\n[Backbone(\"resnet8\", Classes = 2)]\nclass M;\n", "// Birds.\n[Backbone(\"resnet8\", Classes = 2)]\npartial class M;\n")]
    [InlineData("[Backbone(\"resnet8\", Classes = 2)]\npublic sealed class M;\n", "[Backbone(\"resnet8\", Classes = 2)]\npublic sealed partial class M;\n")]
    [InlineData("[Backbone(\"resnet8\", Classes = 2)]\nstatic partial class M;\n", "[Backbone(\"resnet8\", Classes = 2)]\npartial class M;\n")]
    [InlineData("[Backbone(\"resnet8\", Classes = 10), Recipe(\"cifarlt\")]\npublic partial class M;\n", "[Backbone(\"resnet8\", Classes = 10), Recipe(\"cifar-lt\")]\npublic partial class M;\n")]
    [InlineData("[Backbone(\"resnt8\", Classes = 2)] // eight\npublic partial class M;\n", "[Backbone(\"resnet8\", Classes = 2)] // eight\npublic partial class M;\n")]
    [InlineData("[Backbone(name: \"resnt8\", Classes = 2)]\npublic partial class M;\n", "[Backbone(name: \"resnet8\", Classes = 2)]\npublic partial class M;\n")]
    [InlineData(
        "[Backbone(\"resnet8\", Classes = 2), LdamLoss, FocalLoss] // three\npublic partial class M;\n",
        "[Backbone(\"resnet8\", Classes = 2), LdamLoss] // three\npublic partial class M;\n")]
    [InlineData(
        "[Backbone(\"resnet8\", Classes = 2)]\n[LdamLoss]\n// The second.\n[FocalLoss]\npublic partial class M;\n",
        "[Backbone(\"resnet8\", Classes = 2)]\n[LdamLoss]\npublic partial class M;\n")]
    [InlineData(
        "[Backbone(\"resnet8\", Head = Head.Linear, Classes = 2), LdamLoss]\npublic partial class M;\n",
        "[Backbone(\"resnet8\", Classes = 2), LdamLoss]\npublic partial class M;\n")]
    [InlineData(
        "[Backbone(\"resnet8\", Classes = 10), RsgInsert(Stage = 2), Train(GenerateFromEpoch = 0)]\npublic partial class M;\n",
        "[Backbone(\"resnet8\", Classes = 10), RsgInsert(Stage = 2), Train]\npublic partial class M;\n")]
    [InlineData(
        "[Backbone(\"resnet8\", Classes = 10), RsgInsert(Stage = 9)]\npublic partial class M;\n",
        "[Backbone(\"resnet8\", Classes = 10), RsgInsert(Stage = 3)]\npublic partial class M;\n")]
    [InlineData(
        "/// <summary>Birds.</summary>\n[LdamLoss]\npublic partial class M;\n",
        "/// <summary>Birds.</summary>\n[Backbone(Backbones.ResNet32, Classes = 10)]\n[LdamLoss]\npublic partial class M;\n")]
    public async Task Only_what_is_wrong_changes(string wrong, string mended)
    {
        const string Usings = "using Rsg;\n\n";
        using var project = new EditedProject(GeneratorInput.Of(Usings + wrong));
        var remedy = Assert.Single(await project.Remedies());
        var action = Assert.Single(await project.Menu(new DeclarationCodeFix(), remedy));

        var after = await project.After(action);

        Assert.Equal(Usings + mended, after.Sources[0].Text);
    }

    [Theory]
    [InlineData("private readonly Linear fc = Linear(8, 10);", "private readonly NormedLinear fc = new NormedLinear(8, 10);")]
    [InlineData("private readonly TorchSharp.Modules.Linear fc = nn.Linear(8, outputSize: 10, hasBias: false);", "private readonly NormedLinear fc = new NormedLinear(8, 10);")]
    [InlineData("public Linear Classifier { get; } = Linear(8, 10);", "public NormedLinear Classifier { get; } = new NormedLinear(8, 10);")]
    public async Task A_head_of_ones_own_becomes_a_normalised_one(string wrong, string mended)
    {
        static string Model(string head) => $$"""
            using Rsg;
            using Rsg.Layers;
            using TorchSharp;
            using TorchSharp.Modules;
            using static TorchSharp.torch;
            using static TorchSharp.torch.nn;

            namespace Demo;

            [Network(Classes = 10, Height = 8, Width = 8)]
            [LdamLoss]
            public partial class Birds
            {
                [Stage(1)]
                private readonly Sequential features = Sequential(Conv2d(3, 8, 3), AdaptiveAvgPool2d(1), Flatten());

                [Head]
                {{head}}
            }

            """;
        using var project = new EditedProject(GeneratorInput.Of(Model(wrong)));
        Assert.Equal(["RSG2003"], project.Run.Ids());
        var action = Assert.Single(await project.Menu(new DeclarationCodeFix(), Assert.Single(await project.Remedies())));
        Assert.Equal("Make it a NormedLinear", action.Title);

        var after = await project.After(action);

        Assert.Contains($"\n    {mended}\n", after.Sources[0].Text, StringComparison.Ordinal);
        GeneratorRun.Of<RsgGenerator>(after).AssertNoDiagnostics();
    }

    [Theory]
    [InlineData("const string Name = \"resnt8\";", "[Backbone(Name, Classes = 2)]")] // the constant's own place is where it must change
    [InlineData("", "[Backbone(\"resnet8\", Classes = 2), Recipe(\"cifar-lt\"), Reweight(Deferred = true)]")]
    public async Task Where_no_step_is_known_the_menu_has_none(string member, string attributes)
    {
        using var project = new EditedProject(GeneratorInput.Of($"using Rsg;\n\n{attributes}\npublic partial class M\n{{\n    {member}\n}}\n"));

        foreach (var remedy in await project.Remedies())
        {
            Assert.Empty(await project.Menu(new DeclarationCodeFix(), remedy));
        }
    }

    [Fact]
    public async Task A_pragma_silences_the_analyzer_too()
    {
        using var project = new EditedProject(GeneratorInput.Of("using Rsg;\n\n#pragma warning disable RSG9004\n[Backbone(\"resnt8\", Classes = 2)]\npublic partial class M;\n"));

        Assert.Empty(await project.Remedies());
    }

    [Fact]
    public async Task What_is_right_has_no_remedy()
    {
        using var project = new EditedProject(GeneratorInput.Of("using Rsg;\n\n[Backbone(\"resnet8\", Classes = 10), RsgInsert(Stage = 2), LdamLoss]\npublic partial class M;\n\npublic class Other;\n"));
        project.Run.AssertNoDiagnostics();

        Assert.Empty(await project.Remedies());
    }
}
