using Rsg.Generation;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Generation;

/// <summary>Who may receive a gradient from what; one test for each "never".</summary>
public sealed class GradientRoutingTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Conv2d backbone = nn.Conv2d(2, Samples.Channels, 3, padding: 1, dtype: ScalarType.Float64);
    private readonly Tensor labels = Samples.Labels(0, 1, 0, 1, 0, 2, 3);

    public void Dispose()
    {
        backbone.Dispose();
        scope.Dispose();
    }

    [Theory]
    [InlineData(Form.Paper)]
    [InlineData(Form.Released)]
    public void BackboneNeverReceivesCescOrMv(Form form)
    {
        using var generator = Samples.Generator(new() { Form = form });
        var estimated = generator.Estimate(Features(), labels);
        estimated.Cesc.backward();
        var generated = generator.Generate(Features(), labels);
        (generated.Cesc + generated.Mv).backward();

        Assert.NotEqual(0, generated.GeneratedCount);
        Assert.Null(backbone.weight!.grad);
    }

    [Theory]
    [InlineData(Form.Paper)]
    [InlineData(Form.Released)]
    public void ContrastiveModuleReceivesNothingInPhase2(Form form)
    {
        using var generator = Samples.Generator(new() { Form = form });
        var batch = generator.Generate(Features(), labels);
        (batch.Features.square().sum() + batch.Cesc + batch.Mv).backward();

        Assert.DoesNotContain(Samples.WithGradient(generator), Samples.IsContrastive);
    }

    [Fact]
    public void ContrastiveModuleStandsStillInPhase2DespiteMomentumAndWeightDecay()
    {
        using var generator = Samples.Generator();
        using var optimizer = optim.SGD(generator.parameters(), 0.01, momentum: 0.9, weight_decay: 0.1);
        Step((features, labels) => generator.Estimate(features, labels));
        var before = Contrastive();
        Step((features, labels) => generator.Estimate(features, labels));
        var moved = Contrastive();
        Step((features, labels) => generator.Generate(features, labels));
        Step((features, labels) => generator.Generate(features, labels));
        var after = Contrastive();

        Assert.All(before.Zip(moved), pair => Assert.False(pair.First.equal(pair.Second).all().item<bool>()));
        Assert.All(moved.Zip(after), pair => Assert.True(pair.First.equal(pair.Second).all().item<bool>()));

        void Step(Func<Tensor, Tensor, AugmentedBatch> call)
        {
            optimizer.zero_grad();
            var batch = call(Features(), labels);
            (batch.Cesc + batch.Mv).backward();
            optimizer.step();
        }

        List<Tensor> Contrastive() =>
            [.. generator.named_parameters().Where(p => Samples.IsContrastive(p.name)).Select(p => p.parameter.detach().clone())];
    }

    [Fact]
    public void ContrastiveModuleLearnsAgainWhenThePaperFormGoesBackToPhase1()
    {
        using var generator = Samples.Generator();
        generator.Generate(Features(), labels);
        generator.Estimate(Features(), labels).Cesc.backward();

        Assert.Contains(Samples.WithGradient(generator), Samples.IsContrastive);
    }

    [Fact]
    public void ReleasedFormStaysFrozenOnceItHasGeneratedButNotBefore()
    {
        using var generator = Samples.Generator(new() { Form = Form.Released });
        generator.Generate(Features(), Samples.Labels(0, 0, 0, 0, 0, 0, 1));
        generator.Estimate(Features(), labels).Cesc.backward();
        Assert.Contains(Samples.WithGradient(generator), Samples.IsContrastive);

        using var frozen = Samples.Generator(new() { Form = Form.Released });
        frozen.Generate(Features(), labels);
        var batch = frozen.Estimate(Features(), labels);
        batch.Cesc.backward();
        Assert.DoesNotContain(Samples.WithGradient(frozen), Samples.IsContrastive);
        Assert.True(batch.ContrastTerm.item<double>() > 0);
    }

    [Theory]
    [InlineData(Form.Paper)]
    [InlineData(Form.Released)]
    public void MvTrainsTheTransformationOnly(Form form)
    {
        using var generator = Samples.Generator(new() { Form = form });
        generator.Generate(Features(), labels).Mv.backward();

        Assert.Equal(
            ["vec_transformation_module.0.bias", "vec_transformation_module.0.weight"],
            Samples.WithGradient(generator).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(Form.Paper, AddTo.RareSamples)]
    [InlineData(Form.Released, AddTo.RareSamples)]
    [InlineData(Form.Paper, AddTo.RareCenters)]
    public void ClassificationLossOfGeneratedSamplesStopsAtTheCutAndReachesTheTransformation(Form form, AddTo addTo)
    {
        using var generator = Samples.Generator(new() { Form = form, AddTo = addTo });
        var batch = generator.Generate(Features(), labels);
        batch.Features[(int)labels.shape[0]..].square().sum().backward();

        Assert.Equal(0, backbone.weight!.grad!.abs().max().item<double>());
        Assert.All(Samples.WithGradient(generator), name => Assert.True(Samples.IsTransformation(name), name));
        Assert.True(generator.get_parameter("vec_transformation_module.0.weight")!.grad!.abs().max().item<double>() > 0);
    }

    [Theory]
    [InlineData(Form.Paper)]
    [InlineData(Form.Released)]
    public void ClassificationLossOfRealSamplesReachesTheBackboneOnly(Form form)
    {
        using var generator = Samples.Generator(new() { Form = form });
        var batch = generator.Generate(Features(), labels);
        batch.Features[..(int)labels.shape[0]].square().sum().backward();

        Assert.True(backbone.weight!.grad!.abs().max().item<double>() > 0);
        Assert.All(
            generator.parameters().Where(parameter => parameter.grad is not null),
            parameter => Assert.Equal(0, parameter.grad!.abs().max().item<double>()));
    }

    [Theory]
    [InlineData(Form.Paper, true)]
    [InlineData(Form.Paper, false)]
    [InlineData(Form.Released, true)]
    [InlineData(Form.Released, false)]
    public void CenterTermTrainsCenterEstimationAndCentersOnly(Form form, bool isPhase1)
    {
        using var generator = Samples.Generator(new() { Form = form });
        var batch = isPhase1 ? generator.Estimate(Features(), labels) : generator.Generate(Features(), labels);
        batch.CenterTerm.backward();

        Assert.Equal(["bias", "centers", "linear"], Samples.WithGradient(generator).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(Form.Paper)]
    [InlineData(Form.Released)]
    public void ContrastiveTermTrainsTheContrastiveModuleOnly(Form form)
    {
        using var generator = Samples.Generator(new() { Form = form });
        generator.Estimate(Features(), labels).ContrastTerm.backward();

        Assert.Equal(6, Samples.WithGradient(generator).Count());
        Assert.All(Samples.WithGradient(generator), name => Assert.True(Samples.IsContrastive(name), name));
    }

    [Theory]
    [InlineData(Form.Paper)]
    [InlineData(Form.Released)]
    public void TransformationReceivesNothingInPhase1(Form form)
    {
        using var generator = Samples.Generator(new() { Form = form });
        var batch = generator.Estimate(Features(), labels);
        (batch.Features.square().sum() + batch.Cesc).backward();

        Assert.DoesNotContain(Samples.WithGradient(generator), Samples.IsTransformation);
    }

    [Fact]
    public void DirectAdditionTrainsNoTransformation()
    {
        using var generator = Samples.Generator(new() { Displacement = Displacement.Direct });
        var batch = generator.Generate(Features(), labels);
        (batch.Features.square().sum() + batch.Cesc + batch.Mv).backward();

        Assert.DoesNotContain(Samples.WithGradient(generator), Samples.IsTransformation);
    }

    private Tensor Features()
    {
        using var random = new Generator(11, CPU);
        return backbone.call(randn([7, 2, 3, 3], dtype: ScalarType.Float64, generator: random));
    }
}
