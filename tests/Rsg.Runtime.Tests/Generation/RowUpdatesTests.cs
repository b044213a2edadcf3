using Rsg.Generation;
using Rsg.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Generation;

/// <summary>A generator whose per-class parameters are moved by rows, against one that a dense optimizer moves.</summary>
public sealed class RowUpdatesTests : IDisposable
{
    private static readonly string[] PerClass = ["bias", "centers", "linear"];
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(Form.Paper)]
    [InlineData(Form.Released)]
    public void ATrainingThroughBothPhasesIsThatOfADenseOptimizer(Form form)
    {
        var options = new RareSampleGeneratorOptions { Form = form };
        using var dense = Samples.Generator(options);
        using var byRows = Samples.Generator(options);
        using var denseSgd = optim.SGD(dense.parameters(), 0.01, momentum: 0.9, weight_decay: 0.01);
        using var sgd = optim.SGD(byRows.DenseParameters.Select(entry => entry.Parameter), 0.01, momentum: 0.9, weight_decay: 0.01);
        var rows = byRows.AttachRowUpdates(SgdRule.Of(0.9, 0.01));
        var random = new Random(2);
        for (var step = 0; step < 60; step++)
        {
            using var inner = NewDisposeScope();
            var learningRate = step < 40 ? 0.01 : 0.001;
            var labels = tensor(Labels(random, step));
            var maps = Samples.Maps(6, seed: step);

            var expected = Step(dense, denseSgd, learningRate, maps, labels, step);
            var actual = Step(byRows, sgd, learningRate, maps, labels, step);
            rows.Step(learningRate);
            Assert.Equal(expected, actual, 1e-9 * Math.Abs(expected));
        }

        Assert.All(byRows.state_dict(), entry => Assert.True(dense.state_dict()[entry.Key].allclose(entry.Value, rtol: 0, atol: 1e-10), entry.Key));
    }

    [Fact]
    public void GradientsOfRowsAreTheRowsOfTheDenseGradients()
    {
        using var dense = Samples.Generator();
        using var byRows = Samples.Generator();
        var rows = byRows.AttachRowUpdates(SgdRule.Of(0, 0));
        var before = byRows.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        var labels = Samples.Labels(4, 1, 1, 4, 0);
        dense.Estimate(Samples.Maps(5), labels).CenterTerm.backward();
        byRows.Estimate(Samples.Maps(5), labels).CenterTerm.backward();

        Assert.All(PerClass, name => Assert.Null(byRows.get_parameter(name)!.grad));
        rows.Step(learningRate: 1);

        // Without momentum and decay, a step of rate 1 takes away the gradient.
        Assert.All(PerClass, name => Assert.True(
            (before[name] - dense.get_parameter(name)!.grad!).allclose(byRows.get_parameter(name)!, rtol: 0, atol: 1e-10), name));
    }

    [Fact]
    public void EveryWayToAskForStateGivesRowsThatAreUpToDate()
    {
        string[] reads = ["state_dict", "parameters", "named_parameters", "get_parameter", "parent", "save", "to"];
        foreach (var read in reads)
        {
            using var generator = Samples.Generator();
            using var expected = Samples.Generator();
            using var sgd = optim.SGD(expected.parameters(), 0.1, momentum: 0.9, weight_decay: 0.1);
            var rows = generator.AttachRowUpdates(SgdRule.Of(0.9, 0.1));
            for (var step = 0; step < 2; step++)
            {
                sgd.zero_grad();
                generator.Estimate(Samples.Maps(2), Samples.Labels(0, step)).CenterTerm.backward();
                expected.Estimate(Samples.Maps(2), Samples.Labels(0, step)).CenterTerm.backward();
                rows.Step(0.1);
                sgd.step();
            }

            var centers = read switch
            {
                "state_dict" => generator.state_dict()["centers"],
                "parameters" => generator.parameters().Single(parameter => parameter.shape is [Samples.Classes, 3, Samples.Channels]),
                "named_parameters" => generator.named_parameters().Single(parameter => parameter.name == "centers").parameter,
                "get_parameter" => generator.get_parameter("centers")!,
                "parent" => new Rsg.Layers.ModuleScope(("rsg", generator)).state_dict()["rsg.centers"],
                "save" => Saved(generator).state_dict()["centers"],
                _ => generator.to(ScalarType.Float32).to(ScalarType.Float64).state_dict()["centers"],
            };
            Assert.True(expected.get_parameter("centers")!.allclose(centers, rtol: 0, atol: 1e-6), read);
        }
    }

    [Fact]
    public void MovingTheGeneratorAfterwardsIsAnErrorThatSaysSo()
    {
        using var generator = Samples.Generator();
        generator.AttachRowUpdates(SgdRule.Of(0.9, 0.1));
        generator.to(ScalarType.Float32);

        var error = Assert.Throws<InvalidOperationException>(
            () => generator.Estimate(Samples.Maps(2).to(ScalarType.Float32), Samples.Labels(0, 1)));
        Assert.Contains(".to()", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => generator.AttachRowUpdates(SgdRule.Of(0.9, 0.1)));
    }

    [Fact]
    public void DenseParametersAreAllThatAreNotKeptByClass()
    {
        using var generator = Samples.Generator();
        var dense = generator.DenseParameters.Select(entry => entry.Parameter).ToHashSet();

        Assert.Equal(PerClass, generator.named_parameters().Where(parameter => !dense.Contains(parameter.parameter)).Select(parameter => parameter.name).Order(StringComparer.Ordinal));
        Assert.Equal(8, dense.Count);
    }

    /// <summary>Class 4 comes late, and class 3 is in few batches.</summary>
    private static long[] Labels(Random random, int step) =>
        [0, .. Enumerable.Range(0, 4).Select(_ => (long)random.Next(3)), step % 17 == 16 ? 3 : step > 50 ? 4 : 2];

    private static double Step(RareSampleGenerator generator, TorchSharp.Modules.SGD sgd, double learningRate, Tensor maps, Tensor labels, int step)
    {
        foreach (var group in sgd.ParamGroups)
        {
            group.LearningRate = learningRate;
        }

        sgd.zero_grad();
        var batch = step < 30 ? generator.Estimate(maps, labels) : generator.Generate(maps, labels);
        var total = batch.Features.square().sum() * 0.01 + batch.Cesc * 0.1 + batch.Mv * 0.01;
        total.backward();
        sgd.step();
        return total.item<double>();
    }

    private static RareSampleGenerator Saved(RareSampleGenerator generator)
    {
        using var file = new MemoryStream();
        generator.save(file);
        var loaded = Samples.Generator();
        loaded.load(new MemoryStream(file.ToArray()));
        return loaded;
    }
}
