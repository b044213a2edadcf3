using Rsg.Generation;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Generation;

/// <summary>The identities that make the generator cheap, against the formulas as they are written.</summary>
public sealed class IdentityTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(3, 4)]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    public void CenterTermIsTheFullDoubleSum(int height, int width)
    {
        using var generator = Samples.Generator();
        var maps = Samples.Maps(6, height, width);
        long[] labels = [0, 4, 2, 2, 1, 0];
        var batch = generator.Estimate(maps, tensor(labels));

        var expected = NaiveFormulas.CenterTerm(ToArrays.Four(maps), labels, Linear(generator), Bias(generator), Centers(generator));
        Assert.Equal(expected, batch.CenterTerm.item<double>(), 1e-10);
    }

    [Fact]
    public void CenterTermHasTheGradientOfTheFullDoubleSum()
    {
        using var generator = Samples.Generator();
        var maps = Samples.Maps(4);
        long[] labels = [0, 1, 2, 1];
        generator.Estimate(maps, tensor(labels)).CenterTerm.backward();

        foreach (var name in new[] { "linear", "bias", "centers" })
        {
            var parameter = generator.get_parameter(name)!;
            var index = new long[parameter.dim()];
            index[0] = 1;
            Assert.Equal(CentralDifference(parameter, index), parameter.grad![index].item<double>(), 1e-6);
        }

        double CentralDifference(Tensor parameter, long[] index)
        {
            const double Step = 1e-5;
            using var withoutGradient = no_grad();
            double At(double shift)
            {
                parameter[index] += shift;
                var value = NaiveFormulas.CenterTerm(ToArrays.Four(maps), labels, Linear(generator), Bias(generator), Centers(generator));
                parameter[index] -= shift;
                return value;
            }

            return (At(Step) - At(-Step)) / (2 * Step);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(1, 6)]
    [InlineData(3, 5)]
    [InlineData(8, 8)]
    public void ALayerOnTheMeanOfAConvolutionNeedsNoConvolution(int height, int width)
    {
        using var random = new Generator(5, CPU);
        Tensor Draw(params long[] shape) => randn(shape, ScalarType.Float64, generator: random).requires_grad_();
        var (maps, weight, bias) = (Draw(2, 3, height, width), Draw(3, 3, 3, 3), Draw(3));
        var (headWeight, headBias) = (Draw(2, 3), Draw(2));
        var cotangent = randn([2, 2], ScalarType.Float64, generator: random);
        Tensor[] inputs = [maps, weight, bias, headWeight, headBias];
        using var windows = new TapWindows();
        var parameters = new ContrastiveParameters(weight, bias, weight, bias, headWeight, headBias, windows);

        var average = nn.functional.conv2d(maps, weight, bias, padding: [1, 1]).mean([2, 3]);
        var expected = nn.functional.linear(average, headWeight, headBias);
        var expectedGradients = autograd.grad([(expected * cotangent).sum()], inputs);
        foreach (var order in new Func<Tensor, Tensor>[] { maps => maps, ChannelsLast, maps => maps.transpose(2, 3).contiguous().transpose(2, 3) })
        {
            var actual = AveragedConvolution.Logits(order(maps), parameters);
            var actualGradients = autograd.grad([(actual * cotangent).sum()], inputs);

            AssertClose(expected, actual);
            Assert.All(expectedGradients.Zip(actualGradients), pair => AssertClose(pair.First, pair.Second));
        }
    }

    [Theory]
    [InlineData(Form.Paper)]
    [InlineData(Form.Released)]
    public void AConvolutionOfTwoMapsInTheChannelsIsThatOfTheirConcatenation(Form form)
    {
        using var generator = Samples.Generator(new() { Form = form });
        var (with, without) = (Samples.Maps(4).requires_grad_(), Samples.Maps(4, seed: 2));
        var also = without.detach().requires_grad_();

        // Where both need a gradient they are concatenated, where one does they are not.
        foreach (var swapped in new[] { false, true })
        {
            var whole = Logits(with, also, swapped);
            var parts = Logits(with, without, swapped);
            AssertClose(whole, parts);
            AssertClose(autograd.grad([whole.square().sum()], [with])[0], autograd.grad([parts.square().sum()], [with])[0]);
        }

        Tensor Logits(Tensor first, Tensor second, bool swapped) => swapped
            ? ContrastiveModule.Logits(second, first, generator.Contrastive.Detached(), finalRelu: false)
            : ContrastiveModule.Logits(first, second, generator.Contrastive.Detached(), finalRelu: false);
    }

    [Theory]
    [InlineData(Form.Paper)]
    [InlineData(Form.Released)]
    public void TheOrderOfMapsInMemoryChangesNothing(Form form)
    {
        var labels = tensor(new long[] { 0, 2, 1, 0, 3, 0, 1, 0, 2 });
        using var generator = Samples.Generator(new() { Form = form });
        using var other = Samples.Generator(new() { Form = form });
        foreach (var isPhase1 in new[] { true, false })
        {
            var expected = Run(generator, Samples.Maps(9, 2, 4), isPhase1);
            var actual = Run(other, ChannelsLast(Samples.Maps(9, 2, 4)), isPhase1);

            AssertClose(expected.Features, actual.Features);
            AssertClose(expected.Cesc, actual.Cesc);
            AssertClose(expected.Mv, actual.Mv);
            foreach (var (name, parameter) in generator.named_parameters().Where(entry => entry.parameter.grad is not null))
            {
                AssertClose(parameter.grad!, other.get_parameter(name)!.grad!);
            }
        }

        AugmentedBatch Run(RareSampleGenerator of, Tensor maps, bool isPhase1)
        {
            var batch = isPhase1 ? of.Estimate(maps, labels) : of.Generate(maps, labels);
            (batch.Cesc + batch.Mv + (isPhase1 ? 0 : batch.Features.square().sum())).backward();
            return batch;
        }
    }

    [Fact]
    public void NewSamplesLieInMemoryAsTheMapsThatTheyAreMadeOf()
    {
        // At a usual size: for tiny maps torch's own convolution leaves that order.
        using var generator = new RareSampleGenerator(32, Samples.Frequent, new());
        var maps = ChannelsLast(randn(5, 32, 16, 16));

        Assert.True(generator.Generate(maps, Samples.Labels(0, 1, 0, 2, 3)).Features.permute(0, 2, 3, 1).is_contiguous());
    }

    [Theory]
    [InlineData(Form.Paper)]
    [InlineData(Form.Released)]
    public void OneBatchOfPairsIsTheMeanOverSegments(Form form)
    {
        using var generator = Samples.Generator(new() { Form = form });
        var maps = Samples.Maps(9, 2, 4);
        long[] labels = [0, 2, 1, 0, 3, 0, 1, 0, 2];
        var batch = generator.Generate(maps, tensor(labels));

        var x = ToArrays.Four(maps);
        var transformed = batch.Features[9..] - maps[tensor(batch.Picks.Rare.ToArray())];
        var (direction, length) = (0.0, 0.0);
        for (var v = 0; v < batch.GeneratedCount; v++)
        {
            var t = ToArrays.Three(transformed[v]);
            var (f, r) = ((int)batch.Picks.Frequent[v], (int)batch.Picks.Rare[v]);
            direction += NaiveFormulas.Direction(t, Displacement(r), form);
            length += NaiveFormulas.Length(t, Displacement(f), form);
        }

        Assert.Equal(6, batch.GeneratedCount);
        Assert.Equal(direction / 6, batch.MvDirection.item<double>(), 1e-9);
        Assert.Equal(length / 6, batch.MvLength.item<double>(), 1e-9);

        double[,,] Displacement(int n) =>
            NaiveFormulas.Displacement(x, n, (int)labels[n], Linear(generator), Bias(generator), Centers(generator));
    }

    private static double[,,] Linear(RareSampleGenerator generator) => ToArrays.Three(generator.get_parameter("linear")!);

    private static double[,] Bias(RareSampleGenerator generator) => ToArrays.Two(generator.get_parameter("bias")!);

    private static double[,,] Centers(RareSampleGenerator generator) => ToArrays.Three(generator.get_parameter("centers")!);

    private static Tensor ChannelsLast(Tensor maps) => maps.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    private static void AssertClose(Tensor expected, Tensor actual) => Assert.True(expected.allclose(actual, rtol: 1e-10, atol: 1e-12));
}
