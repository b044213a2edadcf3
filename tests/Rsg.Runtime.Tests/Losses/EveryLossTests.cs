using Rsg.Balancing;
using Rsg.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Losses;

/// <summary>What holds for every loss: its value and gradient are those of its definition, nothing overflows, and a wrong batch is refused in the same words.</summary>
public sealed class EveryLossTests : IDisposable
{
    private static readonly int[] Counts = [5000, 387, 83, 4];
    private static readonly double[] Weights = [0.05, 0.6, 1.75, 1.6];
    private static readonly double[,] Values =
    {
        { 0.2, -0.4, 0.5, 0.1 }, { 0.7, 0.1, -0.3, -0.9 }, { -0.6, 0.8, 0.3, 0.05 }, { 0.9, 0.91, 0.4, -0.2 }, { 0.0, 0.0, 0.0, 0.0 },
    };

    private static readonly long[] Labels = [3, 0, 2, 1, 3];

    private static readonly Dictionary<string, (Func<IClassificationLoss> Make, Func<double[,], double[], double> Naive)> All = new()
    {
        ["cross-entropy"] = (() => new CrossEntropyLoss(), (z, w) => NaiveLosses.CrossEntropy(z, Labels, w)),
        ["focal 0"] = (() => new FocalLoss(0), (z, w) => NaiveLosses.Focal(z, Labels, w, 0)),
        ["focal 0.5"] = (() => new FocalLoss(0.5), (z, w) => NaiveLosses.Focal(z, Labels, w, 0.5)),
        ["focal 2"] = (() => new FocalLoss(2), (z, w) => NaiveLosses.Focal(z, Labels, w, 2)),
        ["class-balanced focal 0"] = (
            () => new ClassBalancedFocalLoss(new ClassCounts(Counts), 0.99, 0), (z, w) => NaiveLosses.ClassBalancedFocal(z, Labels, w, Counts, 0.99, 0)),
        ["class-balanced focal 0.5"] = (
            () => new ClassBalancedFocalLoss(new ClassCounts(Counts), 0.9999, 0.5), (z, w) => NaiveLosses.ClassBalancedFocal(z, Labels, w, Counts, 0.9999, 0.5)),
        ["class-balanced focal 2"] = (
            () => new ClassBalancedFocalLoss(new ClassCounts(Counts)), (z, w) => NaiveLosses.ClassBalancedFocal(z, Labels, w, Counts, 0.9999, 2)),
        ["AM-softmax"] = (() => new AmSoftmaxLoss(0.35, 10), (z, w) => NaiveLosses.Margins(z, Labels, w, [0.35, 0.35, 0.35, 0.35], 10)),
        ["LDAM"] = (
            () => new LdamLoss(new ClassCounts(Counts), 0.5, 10),
            (z, w) => NaiveLosses.Margins(z, Labels, w, [.. Counts.Select(count => 0.5 * Math.Pow(4.0 / count, 0.25))], 10)),
        ["balanced softmax"] = (() => new BalancedSoftmaxLoss(new ClassCounts(Counts)), (z, w) => NaiveLosses.Balanced(z, Labels, w, Counts, 1)),
        ["logit adjustment 0"] = (() => new LogitAdjustedLoss(new ClassCounts(Counts), 0), (z, w) => NaiveLosses.CrossEntropy(z, Labels, w)),
        ["logit adjustment 1.5"] = (() => new LogitAdjustedLoss(new ClassCounts(Counts), 1.5), (z, w) => NaiveLosses.Balanced(z, Labels, w, Counts, 1.5)),
    };

    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<string> Names => [.. All.Keys];

    public static TheoryData<string> MadeForCounts => [.. All.Keys.Where(name => !name.StartsWith("focal", StringComparison.Ordinal) && name is not ("cross-entropy" or "AM-softmax"))];

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_and_gradient_are_those_of_the_definition(string name)
    {
        foreach (double[]? weights in new[] { null, Weights })
        {
            (double value, double[] gradient) = Compute(name, tensor(Values), weights);
            double Naive(double[,] z) => All[name].Naive(z, weights ?? [1, 1, 1, 1]);

            Assert.Equal(Naive(Values), value, 1e-12);
            const double step = 1e-5;
            for (int i = 0; i < Values.Length; i++)
            {
                double difference = (Naive(Moved(i, step)) - Naive(Moved(i, -step))) / (2 * step);
                Assert.Equal(difference, gradient[i], 1e-8);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_and_gradient_stay_finite_for_extreme_logits(string name)
    {
        double[][] rows = [[1e4, -1e4, 0, 1e4], [-1e4, -1e4, -1e4, -1e4], [1e4, 0, 0, 0], [0, 0, -1e4, 1e4], [0, 0, 0, 1e4]];
        foreach (ScalarType precision in new[] { ScalarType.Float32, ScalarType.Float64 })
        {
            (double value, double[] gradient) = Compute(name, stack(rows.Select(row => tensor(row))).to(precision), Weights);
            Assert.True(double.IsFinite(value));
            Assert.All(gradient, entry => Assert.True(double.IsFinite(entry)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Right_and_wrong_without_a_doubt_cost_nothing_and_a_lot(string name)
    {
        var right = (nn.functional.one_hot(tensor(Labels), 4).to(ScalarType.Float32) * 2e4) - 1e4;
        (double none, double[] slope) = Compute(name, right, null);
        Assert.Equal(0, none, 1e-6);
        Assert.All(slope, entry => Assert.Equal(0, entry, 1e-6));
        Assert.InRange(Compute(name, -right, null).Value, 1e3, 1e6);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Wrong_batches_are_refused_in_the_same_words(string name)
    {
        var loss = All[name].Make();
        using var owned = loss as IDisposable;
        var logits = tensor(Values);
        var labels = tensor(Labels);

        Refused("logits", "shape [B, C]", () => loss.Compute(zeros(4, dtype: ScalarType.Float64), labels));
        Refused("logits", "shape [B, C]", () => loss.Compute(zeros(0, 4, dtype: ScalarType.Float64), zeros(0, dtype: ScalarType.Int64)));
        Refused("logits", "floating-point; these are Int64", () => loss.Compute(zeros(5, 4, dtype: ScalarType.Int64), labels));
        Refused("labels", "Int64; these are Int32", () => loss.Compute(logits, labels.to(ScalarType.Int32)));
        Refused("labels", "shape [5], one a sample; these have shape [5, 1]", () => loss.Compute(logits, labels.unsqueeze(1)));
        Refused("labels", "shape [5], one a sample; these have shape [4]", () => loss.Compute(logits, labels[..4]));
        Refused("labels", "Sample 2 has label 4; with 4 classes a label lies in [0, 3].", () => loss.Compute(logits, tensor(new[] { 0L, 1, 4, 0, 0 })));
        Refused("labels", "Sample 4 has label -100", () => loss.Compute(logits, tensor(new[] { 0L, 1, 3, 0, -100 })));
        Refused("labels", "Sample 3 has label 7;", () => loss.Compute(logits, EverySecond(0, 1, 3, 7, 2)));
        using (Tensor apart = loss.Compute(logits, EverySecond(0, 1, 3, 0, 2)))
        {
            Assert.Equal([], apart.shape);
        }

        Refused("classWeights", "shape [4], one a class; these have shape [3]", () => loss.Compute(logits, labels, ones(3, dtype: ScalarType.Float64)));
        Refused("classWeights", "Float64, as the logits; these are Float32", () => loss.Compute(logits, labels, ones(4)));
        Assert.Throws<ArgumentNullException>("logits", () => loss.Compute(null!, labels));
        Assert.Throws<ArgumentNullException>("labels", () => loss.Compute(logits, null!));

        static void Refused(string parameter, string words, Action compute) =>
            Assert.Contains(words, Assert.Throws<ArgumentException>(parameter, compute).Message, StringComparison.Ordinal);

        // Labels that do not lie one behind the other, with others in between.
        static Tensor EverySecond(params long[] values) => tensor(values.SelectMany(value => new[] { value, 99 }).ToArray()).slice(0, 0, 2 * values.Length, 2);
    }

    [Theory]
    [MemberData(nameof(MadeForCounts))]
    public void Another_number_of_classes_than_the_counts_is_refused(string name)
    {
        var loss = All[name].Make();
        using var owned = (IDisposable)loss;
        var failure = Assert.Throws<ArgumentException>("logits", () => loss.Compute(zeros(5, 3), tensor(new[] { 0L, 1, 2, 0, 0 })));
        Assert.Contains("made for 4 classes, so logits of shape [B, 4]; these have shape [5, 3]", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(MadeForCounts))]
    public void Tensors_outlive_the_scope_of_their_first_use_and_follow_the_precision(string name)
    {
        var loss = All[name].Make();
        using var owned = (IDisposable)loss;
        var values = new List<double>();
        foreach (var precision in new[] { ScalarType.Float64, ScalarType.Float64, ScalarType.Float32 })
        {
            using var step = NewDisposeScope();
            values.Add(loss.Compute(tensor(Values).to(precision), tensor(Labels)).to(ScalarType.Float64).item<double>());
        }

        Assert.Equal(values[0], values[1]);
        Assert.Equal(values[0], values[2], 1e-4);
    }

    [Fact]
    public void Logit_adjustment_of_one_is_the_balanced_softmax()
    {
        (double expected, double[] slope) = Compute("balanced softmax", tensor(Values), Weights);
        using var adjusted = new LogitAdjustedLoss(new ClassCounts(Counts), tau: 1);
        (double value, double[] gradient) = Compute(adjusted, tensor(Values), Weights);

        Assert.Equal(expected, value, 1e-12);
        Assert.All(slope.Zip(gradient), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        var counts = new ClassCounts(Counts);
        foreach (double wrong in new[] { -0.1, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>("gamma", () => new FocalLoss(wrong));
            Assert.Throws<ArgumentOutOfRangeException>("gamma", () => new ClassBalancedFocalLoss(counts, gamma: wrong));
            Assert.Throws<ArgumentOutOfRangeException>("beta", () => new ClassBalancedFocalLoss(counts, beta: wrong));
            Assert.Throws<ArgumentOutOfRangeException>("tau", () => new LogitAdjustedLoss(counts, wrong));
            Assert.Throws<ArgumentOutOfRangeException>("margin", () => new AmSoftmaxLoss(wrong));
            Assert.Throws<ArgumentOutOfRangeException>("scale", () => new AmSoftmaxLoss(scale: wrong));
            Assert.Throws<ArgumentOutOfRangeException>("maxMargin", () => new LdamLoss(counts, wrong));
            Assert.Throws<ArgumentOutOfRangeException>("scale", () => new LdamLoss(counts, scale: wrong));
        }
    }

    private static (double Value, double[] Gradient) Compute(string name, Tensor logits, double[]? weights)
    {
        var loss = All[name].Make();
        using var owned = loss as IDisposable;
        return Compute(loss, logits, weights);
    }

    private static (double Value, double[] Gradient) Compute(IClassificationLoss loss, Tensor logits, double[]? weights)
    {
        logits = logits.detach().clone().requires_grad_();
        var value = loss.Compute(logits, tensor(Labels), weights is null ? null : tensor(weights).to(logits.dtype));
        value.backward();
        return (value.to(ScalarType.Float64).item<double>(), logits.grad!.to(ScalarType.Float64).data<double>().ToArray());
    }

    private static double[,] Moved(int index, double step)
    {
        var moved = (double[,])Values.Clone();
        moved[index / 4, index % 4] += step;
        return moved;
    }
}
