using Rsg.Balancing;
using Rsg.Generation;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Generation;

/// <summary>State, ablations, precision and memory.</summary>
public sealed class RareSampleGeneratorTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor labels = Samples.Labels(0, 1, 0, 2, 3);

    public void Dispose() => scope.Dispose();

    [Fact]
    public void ReleasedFormHasTheParametersOfTheReleasedCode()
    {
        // ResNet-32 with 10 classes: 1090386 parameters with RSG, 464154 without.
        using var generator = new RareSampleGenerator(32, new FrequentClasses(10, [0, 1]), new() { Form = Form.Released });

        Assert.Equal(1090386 - 464154, generator.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal([256, 64, 1, 1], generator.state_dict()["contrastive_module.0.weight"].shape);
    }

    [Fact]
    public void StateNamesAreTheReleasedOnes()
    {
        using var generator = Samples.Generator();

        Assert.Equal(
            [
                "bias", "centers", "contrastive_fc.bias", "contrastive_fc.weight",
                "contrastive_module.0.bias", "contrastive_module.0.weight", "contrastive_module.2.bias", "contrastive_module.2.weight",
                "linear", "vec_transformation_module.0.bias", "vec_transformation_module.0.weight",
            ],
            generator.state_dict().Keys.Order(StringComparer.Ordinal));
        Assert.Equal([6, 8, 3, 3], generator.state_dict()["contrastive_module.0.weight"].shape);
    }

    [Fact]
    public void ParametersOutliveTheScopeTheyWereMadeIn()
    {
        RareSampleGenerator generator;
        using (NewDisposeScope())
        {
            generator = Samples.Generator();
        }

        Assert.Equal(11, generator.parameters().Count());
        Assert.True(generator.Estimate(Samples.Maps(5), labels).Cesc.item<double>() > 0);
        generator.Dispose();
    }

    [Fact]
    public void DirectAdditionAddsTheDisplacementItself()
    {
        using var generator = Samples.Generator(new() { Displacement = Displacement.Direct });
        var maps = Samples.Maps(5);
        var batch = generator.Generate(maps, labels, picks: new NewSamples([1, 2], [3, 4]));

        var expected = ToArrays.Three(maps[3]);
        AddDisplacement(expected, generator, maps, position: 1);
        Assert.Equal(expected.Cast<double>(), ToArrays.Three(batch.Features[5]).Cast<double>(), Close);
        Assert.Equal(0, batch.Mv.item<double>());
    }

    [Fact]
    public void AddingToRareCentersReplacesTheRareSampleByItsNearestCenter()
    {
        using var generator = Samples.Generator(new() { Displacement = Displacement.Direct, AddTo = AddTo.RareCenters });
        var maps = Samples.Maps(5);
        var batch = generator.Generate(maps, labels, picks: new NewSamples([1], [3]));

        // x - (x - up(C)) is the center.
        var rare = ToArrays.Three(maps[3]);
        var displacement = NaiveDisplacement(generator, maps, position: 3);
        var expected = new double[rare.GetLength(0), rare.GetLength(1), rare.GetLength(2)];
        Buffer.BlockCopy(
            rare.Cast<double>().Zip(displacement.Cast<double>(), (x, d) => x - d).ToArray(), 0, expected, 0, rare.Length * sizeof(double));
        AddDisplacement(expected, generator, maps, position: 1);
        Assert.Equal(expected.Cast<double>(), ToArrays.Three(batch.Features[5]).Cast<double>(), Close);
    }

    [Theory]
    [InlineData(MvTerms.None)]
    [InlineData(MvTerms.Direction)]
    [InlineData(MvTerms.Length)]
    [InlineData(MvTerms.Contrast)]
    [InlineData(MvTerms.Direction | MvTerms.Contrast)]
    [InlineData(MvTerms.All)]
    public void LeavingOutATermLeavesTheOthers(MvTerms terms)
    {
        using var whole = Samples.Generator();
        using var part = Samples.Generator(new() { MvTerms = terms });
        var all = whole.Generate(Samples.Maps(5), labels);
        var some = part.Generate(Samples.Maps(5), labels);
        double Expected(MvTerms term, Tensor value) => terms.HasFlag(term) ? value.item<double>() : 0;

        Assert.Equal(Expected(MvTerms.Direction, all.MvDirection), some.MvDirection.item<double>());
        Assert.Equal(Expected(MvTerms.Length, all.MvLength), some.MvLength.item<double>());
        Assert.Equal(Expected(MvTerms.Contrast, all.MvContrast), some.MvContrast.item<double>());
        Assert.Equal((some.MvDirection + some.MvLength + some.MvContrast).item<double>(), some.Mv.item<double>(), 1e-12);
    }

    [Fact]
    public void ContrastiveLogitsDoNotStartSaturatedInThePaperForm()
    {
        // Rectified maps of unit scale, at the size where ResNet-32 is cut.
        using var draws = new Generator(2, CPU);
        var maps = randn([16, 32, 16, 16], generator: draws).relu();
        var target = tensor(Enumerable.Range(0, 16).Select(i => (long)(i % 10)).ToArray());
        var losses = Enumerable.Range(0, 5).Select(seed =>
        {
            using var generator = new RareSampleGenerator(32, new FrequentClasses(10, [0, 1]), new(), seed);
            return generator.Estimate(maps, target).ContrastTerm.item<float>();
        });

        // A fair coin has log 2; a saturated module is off by tens.
        Assert.All(losses, loss => Assert.InRange(loss, 0, 5));
    }

    [Theory]
    [InlineData(Form.Paper)]
    [InlineData(Form.Released)]
    public void NoTensorIsLeftBehind(Form form)
    {
        using var generator = Samples.Generator(new() { Form = form });
        var maps = Samples.Maps(5).requires_grad_();
        Step();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Step();
        Step();

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void Step()
        {
            using var step = NewDisposeScope();
            var estimated = generator.Estimate(maps, labels);
            var generated = generator.Generate(maps, labels);

            // The two losses and five terms of each call, and the two tensors that Generate lengthens.
            Assert.Equal(16, step.DisposablesCount);
            (estimated.Cesc + generated.Cesc + generated.Mv + generated.Features.sum()).backward();
        }
    }

    private static void AddDisplacement(double[,,] target, RareSampleGenerator generator, Tensor maps, int position)
    {
        var displacement = NaiveDisplacement(generator, maps, position);
        for (var d = 0; d < target.GetLength(0); d++)
        {
            for (var j = 0; j < target.GetLength(1); j++)
            {
                for (var k = 0; k < target.GetLength(2); k++)
                {
                    target[d, j, k] += displacement[d, j, k];
                }
            }
        }
    }

    private static double[,,] NaiveDisplacement(RareSampleGenerator generator, Tensor maps, int position)
    {
        int[] labels = [0, 1, 0, 2, 3];
        return NaiveFormulas.Displacement(
            ToArrays.Four(maps),
            position,
            labels[position],
            ToArrays.Three(generator.get_parameter("linear")!),
            ToArrays.Two(generator.get_parameter("bias")!),
            ToArrays.Three(generator.get_parameter("centers")!));
    }

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) < 1e-10;
}
