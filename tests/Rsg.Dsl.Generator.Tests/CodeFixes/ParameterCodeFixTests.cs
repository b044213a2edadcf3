using Rsg.Dsl.CodeFixes;
using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.CodeFixes;

/// <summary>A parameter that an attribute does not have is renamed, or goes where it belongs.</summary>
public class ParameterCodeFixTests
{
    [Theory]
    [InlineData("[Backbone(\"resnet8\", Clases = 2)]", "Change to 'Classes'", "[Backbone(\"resnet8\", Classes = 2)]")]
    [InlineData("[Backbone(\"resnet8\", Classes = 2), LdamLoss(Gamma = 2)]", "Change [LdamLoss] to [FocalLoss]", "[Backbone(\"resnet8\", Classes = 2), FocalLoss(Gamma = 2)]")]
    [InlineData("[Backbone(\"resnet8\", Classes = 2, Epochs = 5)]\n[Train]", "Move to [Train]", "[Backbone(\"resnet8\", Classes = 2)]\n[Train(Epochs = 5)]")]
    [InlineData("[Backbone(\"resnet8\", Classes = 2, Epochs = 5)]", "Move to a new [Train]", "[Backbone(\"resnet8\", Classes = 2), Train(Epochs = 5)]")]
    [InlineData(
        "[Rsg.Backbone(\"resnet8\", Classes = 10)]\n[Rsg.Train(BatchSize = 64, Centers = 15)]\n[Rsg.RsgInsert(Stage = 2)]",
        "Move to [RsgInsert]",
        "[Rsg.Backbone(\"resnet8\", Classes = 10)]\n[Rsg.Train(BatchSize = 64)]\n[Rsg.RsgInsert(Stage = 2, Centers = 15)]")]
    public async Task The_menu_has_the_step(string wrong, string title, string mended)
    {
        static string File(string attributes) => $"using Rsg;\n\n{attributes}\npublic partial class M;\n";
        using var project = new EditedProject(GeneratorInput.Of(File(wrong)));
        var unknown = Assert.Single(project.Run.InputCompilation.GetDiagnostics(), static diagnostic => diagnostic.Id == "CS0246");

        var action = Assert.Single(await project.Menu(new ParameterCodeFix(), unknown), action => action.Title == title);
        var after = await project.After(action);

        Assert.Equal(File(mended), after.Sources[0].Text);
        GeneratorRun.Of<RsgGenerator>(after).AssertNoDiagnostics().AssertCompilesCleanly();
    }

    [Theory]
    [InlineData("[System.Obsolete(Mesage = \"\")]")]
    [InlineData("[Backbone(\"resnet8\", Classes = 2, Zebra = 2)]")]
    [InlineData("[Backbon(\"resnet8\", Classes = 2)]")]
    public async Task Of_what_is_not_ours_or_not_near_nothing_is_offered(string attributes)
    {
        using var project = new EditedProject(GeneratorInput.Of($"using Rsg;\n\n{attributes}\npublic partial class M;\n"));

        foreach (var unknown in project.Run.InputCompilation.GetDiagnostics().Where(static diagnostic => diagnostic.Id == "CS0246"))
        {
            Assert.Empty(await project.Menu(new ParameterCodeFix(), unknown));
        }
    }
}
