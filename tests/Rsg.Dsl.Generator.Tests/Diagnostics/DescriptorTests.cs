using Microsoft.CodeAnalysis;
using Rsg.Dsl.Diagnostics;
using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Diagnostics;

/// <summary>One mistake is one diagnostic: the right one, at the exact place, with the exact text, and nothing that follows from it.</summary>
public class DescriptorTests
{
    public static TheoryData<string> Cases => [.. DiagnosticCases.All.Select(static item => item.ToString())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void One_mistake_is_one_diagnostic(string name)
    {
        var item = DiagnosticCases.All.Single(item => item.ToString() == name);
        var marked = MarkedSource.Parse(item.Source);

        var run = GeneratorRun.Of<RsgGenerator>(item.Input(marked.Text));

        Assert.True(run.Everything().Count == 1, run.Print());
        var diagnostic = run.Everything()[0];
        var descriptor = DiagnosticCatalogue.All.Single(descriptor => descriptor.Id == item.Id);
        Assert.Equal(item.Id, diagnostic.Id);
        Assert.Equal(descriptor.DefaultSeverity, diagnostic.Severity);
        Assert.Equal(item.Message, diagnostic.GetMessage(null));
        Assert.Equal(item.Path, diagnostic.Location.GetLineSpan().Path);
        Assert.Equal(marked.Place, diagnostic.Location.GetLineSpan().Span);
    }

    [Fact]
    public void Every_diagnostic_has_a_case()
    {
        var tested = DiagnosticCases.All.Select(static item => item.Id).Concat(RuntimeReferenceTests.Ids).Concat(GeneratorFaultTests.Ids).Append(DiagnosticDescriptors.CanBeMended.Id).Distinct();

        Assert.Equal(DiagnosticCatalogue.All.Select(static descriptor => descriptor.Id), tested.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("RSG2004", "[Backbone(\"resnet8\", Classes = 10, Head = Head.Cosine)]")]
    [InlineData("RSG4002", "[Backbone(\"resnet8\", Classes = 10), Reweight(FromEpoch = 200)]")]
    [InlineData("RSG4003", "[Backbone(\"resnet8\", Classes = 10), RsgInsert(Stage = 2), Train(GenerateFromEpoch = 0)]")]
    [InlineData("RSG4009", "[Backbone(\"resnet8\", Classes = 10)]\n[ClassBalancedFocalLoss]\n[Reweight]")]
    [InlineData("RSG4005", "[Backbone(\"resnet8\", Classes = 10), RsgInsert(Stage = 1)]")]
    public void A_pragma_turns_a_warning_off(string id, string attributes)
    {
        var declaration = $"{attributes}\npublic partial class M;\n";
        Assert.Equal([id], GeneratorRun.Of<RsgGenerator>($"using Rsg;\nnamespace Demo;\n{declaration}").Ids());

        var silenced = GeneratorRun.Of<RsgGenerator>($"using Rsg;\nnamespace Demo;\n#pragma warning disable {id}\n{declaration}#pragma warning restore {id}\n");

        Assert.Empty(silenced.Ids());
    }

    [Theory]
    [InlineData("CrossEntropyLoss")]
    [InlineData("FocalLoss")]
    [InlineData("AmSoftmaxLoss")]
    [InlineData("LdamLoss")]
    public void A_loss_that_does_not_make_up_for_unequal_classes_may_have_a_rebalancing(string loss)
    {
        var models = new[] { "Reweight", "Reweight(Deferred = true)", "Resample", "Resample(Deferred = true)", "Resample(Sampler = Sampler.Undersampling)" }
            .Select((rebalancing, i) => FormattableString.Invariant($"[Backbone(\"resnet8\", Classes = 10), {loss}, {rebalancing}]\npublic partial class M{i};\n"));

        Assert.Empty(GeneratorRun.Of<RsgGenerator>("using Rsg;\n" + string.Concat(models)).Ids());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("10")]
    [InlineData("1_000")]
    public void A_baseline_may_keep_the_epoch_of_an_RSG_that_it_leaves_out(string epoch)
        => Assert.Empty(GeneratorRun.Of<RsgGenerator>($"[Rsg.Backbone(\"resnet8\", Classes = 10)]\n[Rsg.Train(GenerateFromEpoch = {epoch})]\npublic partial class M;\n").Ids());

    [Fact]
    public void Every_warning_has_a_pragma_test()
        => Assert.Equal(
            ["RSG2004", "RSG4002", "RSG4003", "RSG4005", "RSG4009"],
            DiagnosticCatalogue.All.Where(static descriptor => descriptor.DefaultSeverity == DiagnosticSeverity.Warning).Select(static descriptor => descriptor.Id));
}
