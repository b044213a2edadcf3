using Rsg.Balancing;
using Rsg.Benchmarks.Generation;
using Rsg.Generation;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Benchmarks.Tests.Generation;

/// <summary>The algorithm written out comes to the numbers of the generator in the released form: otherwise their times could not be compared.</summary>
public sealed class LiteralReleasedGeneratorTests : IDisposable
{
    private const int Channels = 4;
    private static readonly FrequentClasses Frequent = new(5, [0, 1]);

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(1.0, true, new long[] { 0, 3, 1, 2, 0, 4 })]
    [InlineData(1.0, false, new long[] { 0, 3, 1, 2, 0, 4 })] // one segment
    [InlineData(1.0, false, new long[] { 0, 3, 1, 0, 0, 4, 1, 1, 0 })] // three segments, one frequent sample left over
    [InlineData(0.4, false, new long[] { 0, 3, 1, 0, 0, 4, 1, 1, 0 })] // one segment of three
    [InlineData(1.0, false, new long[] { 0, 3, 2, 4, 3 })] // more rare than frequent ones
    [InlineData(1.0, false, new long[] { 0, 1, 0, 1 })] // nothing generated
    public void ValuesAndGradientsAreTheGeneratorsOwn(double strength, bool isPhase1, long[] labels)
    {
        using RareSampleGenerator own = Generator(strength);
        using RareSampleGenerator parameters = Generator(strength);
        var literal = new LiteralReleasedGenerator(parameters, Frequent, strength);
        using var random = new Generator(5, CPU);
        Tensor maps = randn([labels.Length, Channels, 4, 3], ScalarType.Float64, generator: random);
        Tensor target = tensor(labels);

        AugmentedBatch expected = isPhase1 ? own.Estimate(maps, target) : own.Generate(maps, target);
        LiteralResult actual = isPhase1 ? literal.Estimate(maps, target) : literal.Generate(maps, target);
        (expected.Cesc + expected.Mv + expected.Features.square().sum()).backward();
        (actual.Cesc + actual.Mv + actual.Features.square().sum()).backward();

        AssertClose(expected.Features, actual.Features);
        Assert.Equal(expected.Labels.data<long>().ToArray(), actual.Labels.data<long>().ToArray());
        AssertClose(expected.Cesc, actual.Cesc);
        AssertClose(expected.Mv, actual.Mv);
        foreach ((string name, var parameter) in own.named_parameters())
        {
            Tensor? gradient = parameters.get_parameter(name)!.grad;
            Assert.Equal(parameter.grad is null, gradient is null);
            if (gradient is not null)
            {
                AssertClose(parameter.grad!, gradient);
            }
        }
    }

    private static RareSampleGenerator Generator(double strength)
    {
        var options = new RareSampleGeneratorOptions { Form = Form.Released, Centers = 3, ContrastiveChannels = 6, TransferStrength = strength };
        var generator = new RareSampleGenerator(Channels, Frequent, options, seed: 3);
        generator.to(ScalarType.Float64);
        using IDisposable withoutGradient = no_grad();
        using var random = new Generator(7, CPU);
        Tensor centers = generator.get_parameter("centers")!;
        centers.copy_(randn(centers.shape, ScalarType.Float64, generator: random));
        return generator;
    }

    private static void AssertClose(Tensor expected, Tensor actual) => Assert.True(expected.allclose(actual, rtol: 1e-9, atol: 1e-10));
}
