using Rsg.Optimization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Optimization;

/// <summary>Rows moved one by one against torch.optim.SGD over whole parameters.</summary>
public sealed class RowSgdTests : IDisposable
{
    private const int Classes = 11;
    private const int NeverInABatch = 10;
    private const int InABatchLate = 9;
    private const int Steps = 80;

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    // In float32 a dense run rounds each number some times a step; steps of a size of 0.1 on numbers of size 1, 80 of them, each rounded to 2^-24:
    // 80 * 3 * 6e-8 = 1.4e-5 at the very worst, if all roundings pointed one way.
    [Theory]
    [InlineData(ScalarType.Float64, 0.9, 2e-4, 1e-10)]
    [InlineData(ScalarType.Float64, 0.9, 0.1, 1e-10)]
    [InlineData(ScalarType.Float64, 0, 0.1, 1e-10)]
    [InlineData(ScalarType.Float64, 0.9, 0, 1e-10)]
    [InlineData(ScalarType.Float64, 0, 0, 1e-10)]
    [InlineData(ScalarType.Float32, 0.9, 2e-4, 1.5e-5)]
    [InlineData(ScalarType.Float32, 0.9, 0.1, 1.5e-5)]
    public void IsTorchsSgdOverWholeParameters(ScalarType precision, double momentum, double weightDecay, double tolerance)
    {
        var (dense, byRows) = (Parameters(precision), Parameters(precision));
        using var rows = new RowSgd(byRows, SgdRule.Of(momentum, weightDecay));
        using var sgd = optim.SGD(dense, 0.1, momentum: momentum, weight_decay: weightDecay);
        var random = new Random(4);
        for (var step = 0; step < Steps; step++)
        {
            var learningRate = LearningRateAt(step);
            var batch = Batch(random, step);
            StepDense(sgd, dense, batch, learningRate);
            StepByRows(rows, batch, learningRate);
            if (step is 11 or 12 or 57)
            {
                rows.Settle();
                AssertClose(dense, byRows, tolerance);
            }
        }

        rows.Settle();
        AssertClose(dense, byRows, tolerance);
    }

    [Fact]
    public void AForwardPassSeesRowsThatHaveMissedStepsAsTorchWouldHaveLeftThem()
    {
        var (dense, byRows) = (Parameters(), Parameters());
        using var rows = new RowSgd(byRows, SgdRule.Of(0.9, 0.1));
        using var sgd = optim.SGD(dense, 0.1, momentum: 0.9, weight_decay: 0.1);
        foreach (var batch in new long[][] { [3, 4, 5], [4], [4, 6] })
        {
            StepDense(sgd, dense, batch, 0.1);
            StepByRows(rows, batch, 0.1);
        }

        using var withoutGradient = no_grad();
        var index = tensor(new long[] { 3, 10, 4 });
        var read = rows.Gather([3, 10, 4], index);

        Assert.All(dense.Zip(read), pair => Assert.True(pair.First.index_select(0, index).allclose(pair.Second, rtol: 0, atol: 1e-12)));
        Assert.False(byRows[0].index_select(0, index).allclose(read[0], rtol: 0, atol: 1e-3)); // nothing was written
    }

    [Fact]
    public void GradientsOfSeveralForwardPassesAddUp()
    {
        var (dense, byRows) = (Parameters(), Parameters());
        using var rows = new RowSgd(byRows, SgdRule.Of(0.9, 0.1));
        using var sgd = optim.SGD(dense, 0.1, momentum: 0.9, weight_decay: 0.1);
        for (var step = 0; step < 3; step++)
        {
            sgd.zero_grad();
            foreach (var batch in new long[][] { [1, 2, 2], [2, 7], [8] })
            {
                Loss(dense, tensor(batch)).backward();
                LossByRows(rows, batch).backward();
            }

            rows.Gather([0], tensor(new long[] { 0 })); // read, but not learnt from
            sgd.step();
            rows.Step(0.1);
        }

        rows.Settle();
        AssertClose(dense, byRows, 1e-12);
    }

    [Fact]
    public void ASkippedStepMovesNothingAndDoesNotCount()
    {
        var (expected, actual) = (Parameters(), Parameters());
        using var without = new RowSgd(expected, SgdRule.Of(0.9, 0.1));
        using var with = new RowSgd(actual, SgdRule.Of(0.9, 0.1));
        var random = new Random(4);
        for (var step = 0; step < 20; step++)
        {
            if (step % 3 == 1)
            {
                // The loss of such a step is not finite, nor are its gradients.
                (LossByRows(with, [1, 2, 10]) * double.NaN).backward();
                with.Step(LearningRateAt(step), skip: ones([]));
            }

            var batch = Batch(random, step);
            StepByRows(without, batch, LearningRateAt(step));
            LossByRows(with, batch).backward();
            with.Step(LearningRateAt(step), skip: zeros([1]));
        }

        without.Settle();
        with.Settle();
        AssertClose(expected, actual, 1e-12);
    }

    [Fact]
    public void AStepWithoutAGradientMovesNothing()
    {
        var (expected, parameters) = (Parameters(), Parameters());
        using var rows = new RowSgd(parameters, SgdRule.Of(0.9, 0.1));
        using var leaf = rows.Gather([1, 2], tensor(new long[] { 1, 2 }))[0];
        rows.Step(0.1);
        LossByRows(rows, [1, 2]).backward();
        rows.ZeroGrad();
        rows.Step(0.1);
        rows.Settle();

        AssertClose(expected, parameters, 0);
    }

    /// <summary>Weight decay would move a row in every step; one that was not in a batch has kept each of its bits.</summary>
    [Fact]
    public void AStepLeavesTheRowsOfAbsentClassesAsTheyLie()
    {
        var parameters = Parameters(rowCount: 100);
        Tensor[] before = [.. parameters.Select(parameter => parameter.detach().clone())];
        using var rows = new RowSgd(parameters, SgdRule.Of(0.9, 0.1));
        for (var step = 0; step < 5; step++)
        {
            StepByRows(rows, [1, 2, 1, 7], 0.1);
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            var moved = (parameters[i] - before[i]).abs().flatten(1).amax([1]).gt(0);
            Assert.Equal([1, 2, 7], Enumerable.Range(0, 100).Where(row => moved[row].item<bool>()));
        }
    }

    [Fact]
    public void RowsAreSettledWhenTheLearningRateChangesAndNotBefore()
    {
        using var rows = new RowSgd(Parameters(), SgdRule.Of(0.9, 0.1));
        double[] rates = [0.1, 0.1, 0.1, 0.01, 0.01, 0.1];
        foreach (var rate in rates)
        {
            StepByRows(rows, [1, 2], rate);
        }

        Assert.Equal(2, rows.Settlements);
    }

    [Fact]
    public void MoreMissedStepsThanTheTableOfPowersHoldsAreMadeUpForToo()
    {
        const double WeightDecay = 0.01;
        const int Many = 5000;
        Parameter[] parameters = [new Parameter(ones(3, 1, dtype: ScalarType.Float64))];
        using var rows = new RowSgd(parameters, SgdRule.Of(0, WeightDecay));
        for (var step = 0; step < Many; step++)
        {
            using var inner = NewDisposeScope();
            rows.Gather([0], zeros(1, dtype: ScalarType.Int64))[0].sum().backward();
            rows.Step(0.1);
        }

        rows.Settle();

        // Without momentum and gradient a step is a product with 1 - eta lambda.
        Assert.Equal(Math.Pow(1 - (0.1 * WeightDecay), Many), parameters[0][2, 0].item<double>(), 1e-10);
    }

    /// <summary>Bit for bit: what is settled in between would be rounded another time.</summary>
    [Fact]
    public void ItGoesOnFromBetweenTwoStepsWithoutSettling()
    {
        var (through, before, after) = (Parameters(ScalarType.Float32), Parameters(ScalarType.Float32), Parameters(ScalarType.Float32));
        using var whole = new RowSgd(through, SgdRule.Of(0.9, 0.1));
        using var first = new RowSgd(before, SgdRule.Of(0.9, 0.1));
        using var second = new RowSgd(after, SgdRule.Of(0.9, 0.1));
        StepByRows(second, [3, 4], 0.7); // what it did before is forgotten
        var random = new Random(4);
        for (var step = 0; step < 60; step++)
        {
            var batch = Batch(random, step);
            StepByRows(whole, batch, 0.1);
            StepByRows(step < 33 ? first : second, batch, 0.1);
            if (step == 32)
            {
                foreach (var (target, source) in after.Zip(before))
                {
                    using var withoutGradient = no_grad();
                    target.copy_(source);
                }

                second.Restore(first.Velocities.Select(entry => (Tensor?)entry.Velocity), first.Unsettled);
            }
        }

        Assert.Equal(0, whole.Settlements);
        whole.Settle();
        second.Settle();
        AssertClose(through, after, 0);
        Assert.Null(second.Unsettled);
    }

    [Fact]
    public void NoTensorIsLeftBehind()
    {
        using var rows = new RowSgd(Parameters(), SgdRule.Of(0.9, 0.1));
        StepByRows(rows, [1, 2], 0.1);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var step = 0; step < 4; step++)
        {
            using var inner = NewDisposeScope();
            StepByRows(rows, [1, 2, step], step < 2 ? 0.1 : 0.01);
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static double LearningRateAt(int step) => step switch { < 5 => 0.02 * (step + 1), < 40 => 0.1, < 60 => 0.01, _ => 0.05 };

    /// <summary>A few classes, some several times.</summary>
    private static long[] Batch(Random random, int step) =>
    [
        .. Enumerable.Range(0, 4).Select(_ => (long)random.Next(InABatchLate)),
        .. step is 30 or 77 ? [InABatchLate] : Array.Empty<long>(),
    ];

    private static Parameter[] Parameters(ScalarType precision = ScalarType.Float64, int rowCount = Classes)
    {
        using var random = new Generator(9, CPU);
        return
        [
            new Parameter(randn([rowCount, 3, 2], ScalarType.Float64, generator: random).to(precision)),
            new Parameter(randn([rowCount, 4], ScalarType.Float64, generator: random).to(precision)),
        ];
    }

    private static void StepDense(SGD sgd, Parameter[] parameters, long[] batch, double learningRate)
    {
        Assert.DoesNotContain(NeverInABatch, batch);
        foreach (var group in sgd.ParamGroups)
        {
            group.LearningRate = learningRate;
        }

        sgd.zero_grad();
        Loss(parameters, tensor(batch)).backward();
        sgd.step();
    }

    private static void StepByRows(RowSgd rows, long[] batch, double learningRate)
    {
        rows.ZeroGrad();
        LossByRows(rows, batch).backward();
        rows.Step(learningRate);
    }

    private static Tensor LossByRows(RowSgd rows, long[] batch)
    {
        var distinct = batch.Distinct().ToArray();
        var places = batch.Select(row => (long)Array.IndexOf(distinct, row)).ToArray();
        return Loss(rows.Gather(distinct, tensor(distinct)), tensor(places));
    }

    /// <summary>Something whose gradient depends on the values, and is bounded.</summary>
    private static Tensor Loss(IReadOnlyList<Tensor> parameters, Tensor rows) =>
        parameters[0].index_select(0, rows).sin().sum() + parameters[1].index_select(0, rows).cos().sum() / 3;

    private static void AssertClose(Parameter[] expected, Parameter[] actual, double tolerance) =>
        Assert.All(expected.Zip(actual), pair => Assert.InRange((pair.First - pair.Second).abs().max().to(ScalarType.Float64).item<double>(), 0, tolerance));
}
