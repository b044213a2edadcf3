using Rsg.Dsl.Generator.Tests.Yaml;
using Rsg.Dsl.Plans;

namespace Rsg.Dsl.Generator.Tests.Diagnostics;

/// <summary>What becomes of a model that the generator itself stumbles over.</summary>
public class GeneratorFaultTests
{
    public static readonly IReadOnlyList<string> Ids = ["RSG9003"];

    private const string Yaml = "model: M\nnamespace: Demo\nbackbone: resnet8\nclasses: 10\n";

    [Fact]
    public void It_is_an_error_at_the_models_name_and_leaves_its_surface()
    {
        var declaration = Reading.Model(Yaml);

        var result = GeneratorFault.Guard(declaration, static _ => throw new InvalidOperationException("a bug\nof two lines"));

        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("RSG9003", diagnostic.Descriptor.Id);
        Assert.Equal(declaration.TypeSpan, diagnostic.Span);
        Assert.Equal(["M", "InvalidOperationException", "a bug\uFFFDof two lines"], diagnostic.Arguments);
        Assert.NotNull(result.ToEmissionModel());
        Assert.Null(result.Plan);
    }

    [Fact]
    public void A_cancelled_build_is_no_fault()
        => Assert.Throws<OperationCanceledException>(static () => GeneratorFault.Guard(Reading.Model(Yaml), static _ => throw new OperationCanceledException()));

    [Fact]
    public void Nothing_is_changed_where_nothing_fails()
    {
        var declaration = Reading.Model(Yaml);
        Assert.Equal(ModelPlanner.Plan(declaration), GeneratorFault.Guard(declaration, ModelPlanner.Plan));
    }
}
