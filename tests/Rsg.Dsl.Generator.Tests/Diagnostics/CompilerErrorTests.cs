using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Diagnostics;

/// <summary>What the compiler says by itself is not said a second time, and brings no error in code that uses the model.</summary>
public class CompilerErrorTests
{
    [Theory]
    [InlineData("CS0029", "[Backbone(\"resnet32\", Classes = \"ten\")]")]
    [InlineData("CS0266", "[Backbone(\"resnet32\", Classes = 10.5)]")]
    [InlineData("CS0246", "[Backbone(\"resnet32\", Clases = 10)]")]
    [InlineData("CS7036", "[Backbone]")]
    [InlineData("CS1503", "[Backbone(32, Classes = 10)]")]
    [InlineData("CS0117", "[Backbone(Backbones.ResNet33, Classes = 10)]")]
    [InlineData("CS0103", "[Backbone(\"resnet32\", Classes = Ten)]")]
    [InlineData("CS0643", "[Backbone(\"resnet32\", Classes = 10, Classes = 20)]")]
    [InlineData("CS0117", "[Backbone(\"resnet32\", Classes = 10), RsgInsert(Stage = 2, Form = Form.Papper)]")]
    [InlineData("CS0117", "[Backbone(\"resnet32\", Classes = 10, Head = Head.Round), LdamLoss]")]
    [InlineData("CS0029", "[Backbone(\"resnet32\", Classes = 10), RsgInsert(Stage = \"2\")]")]
    [InlineData("CS0029", "[Backbone(\"resnet32\", Classes = 10), Train(Milestones = new int[] { 160, \"180\" })]")]
    [InlineData("CS0266", "[Backbone(\"resnet32\", Classes = 10), Train(Epochs = 1e3)]")]
    [InlineData("CS0579", "[Backbone(\"resnet32\", Classes = 10), LdamLoss, LdamLoss]")]
    [InlineData("CS0579", "[Backbone(\"resnet32\", Classes = 10), Backbone(\"resnet8\", Classes = 10)]")]
    [InlineData("CS0246", "[Backbone(\"resnet32\", Classes = 10), LdamLos]", "CS0246")]
    public void A_wrong_argument_gives_the_compilers_error_alone(string id, string attributes, string? second = null)
    {
        var run = GeneratorRun.Of<RsgGenerator>($"using Rsg;\n\nnamespace Demo;\n\n{attributes}\npublic partial class M;\n", ModelUse.Source);

        // An attribute class that is not known is named twice: as it is written, and with its suffix.
        string[] expected = second is null ? [id] : [id, second];
        Assert.True(expected.SequenceEqual(run.Ids()), run.Print());
    }

    [Theory]
    [InlineData("struct M")]
    [InlineData("record struct M")]
    [InlineData("interface M")]
    public void An_attribute_on_what_is_no_class_is_the_compilers_error(string declaration)
    {
        var run = GeneratorRun.Of<RsgGenerator>(
            $"using Rsg;\n\nnamespace Demo;\n\n[Backbone(\"resnet8\")]\n[LdamLoss]\npublic partial {declaration} {{ }}\n");

        Assert.True(run.Ids().SequenceEqual(["CS0592", "CS0592"]), run.Print());
        Assert.Empty(run.GeneratedSources);
    }

    [Fact]
    public void A_second_network_in_another_file_is_the_compilers_error()
    {
        var run = GeneratorRun.Of<RsgGenerator>(
            "namespace Demo;\n\n[Rsg.Backbone(\"resnet8\", Classes = 2)]\npublic partial class M;\n",
            "namespace Demo;\n\n[Rsg.Backbone(\"resnet8\", Classes = 2)]\npublic partial class M;\n",
            ModelUse.Source);

        Assert.True(run.Ids().SequenceEqual(["CS0579"]), run.Print());
    }

    [Fact]
    public void A_part_that_is_not_partial_is_the_compilers_error()
    {
        var run = GeneratorRun.Of<RsgGenerator>(
            "namespace Demo;\n\n[Rsg.Backbone(\"resnet8\", Classes = 2)]\npublic class M;\n", "namespace Demo;\n\npublic partial class M;\n", ModelUse.Source);

        Assert.True(run.Ids().SequenceEqual(["CS0260"]), run.Print());
    }

    [Fact]
    public void A_base_class_that_is_not_known_is_the_compilers_error()
    {
        var run = GeneratorRun.Of<RsgGenerator>("namespace Demo;\n\n[Rsg.Backbone(\"resnet8\", Classes = 2)]\npublic partial class M : Unknown;\n");

        Assert.True(run.Ids().SequenceEqual(["CS0246"]), run.Print());
    }

    [Fact]
    public void A_mistake_of_the_class_is_said_beside_the_compilers_error()
        => Assert.Equal(
            ["CS0029", "RSG0001"],
            GeneratorRun.Of<RsgGenerator>("namespace Demo;\n\n[Rsg.Backbone(\"resnet8\", Classes = \"2\")]\npublic class M;\n").Ids());
}
