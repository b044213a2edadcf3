using Rsg.Dsl.Declarations;
using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Declarations;

/// <summary>Each value of an attribute knows its own place, each item of an array too.</summary>
public class ValuePlaceTests
{
    [Theory]
    [InlineData("new[] { 4, 16 }")]
    [InlineData("new int[] { 4, 16 }")]
    [InlineData("new int[2] { 4, 16 }")]
    [InlineData("[4, 16]")]
    public void An_item_of_an_array_stands_where_it_is_written(string array)
    {
        var source = $"[Rsg.Backbone(\"resnet8\", Classes = 2), Rsg.Train(Epochs = 20, Milestones = {array})]\npublic partial class M;\n";

        var milestones = Read(source).Find("train")!.Find("milestones")!;

        Assert.Equal("Milestones", Cut(source, milestones.KeySpan.Span));
        Assert.Equal(array, Cut(source, milestones.Value.Span.Span));
        Assert.Equal(
            [("4", 4.0), ("16", 16.0)],
            ((Value.List)milestones.Value).Items.Cast<Value.Number>().Select(item => (Cut(source, item.Span.Span), item.Amount)));
    }

    [Fact]
    public void Flags_are_a_list_of_words_at_the_whole_expression()
    {
        const string Source = "using Rsg;\n[Backbone(\"resnet8\", Classes = 10), RsgInsert(Stage = 2, CescWeight = 0.01, MvTerms = MvTerms.Direction | MvTerms.Length)]\npublic partial class M;\n";

        var terms = (Value.List)Read(Source).Find("rsg")!.Find("mvTerms")!.Value;

        Assert.Equal(["Direction", "Length"], terms.Items.Cast<Value.Text>().Select(static word => word.Content));
        Assert.All(terms.Items, item => Assert.Equal("MvTerms.Direction | MvTerms.Length", Cut(Source, item.Span.Span)));
    }

    private static ModelDeclaration Read(string source)
        => (ModelDeclaration)GeneratorRun.Of<RsgGenerator>(source).AssertNoDiagnostics().Result.TrackedSteps[TrackingNames.ReadDeclarations][0].Outputs[0].Value;

    private static string Cut(string source, Microsoft.CodeAnalysis.Text.TextSpan span) => source.Substring(span.Start, span.Length);
}
