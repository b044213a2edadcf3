using Rsg.Balancing;
using Rsg.Generation;
using static TorchSharp.torch;

namespace Rsg.Benchmarks.Generation;

/// <summary>
/// The RSG as the authors' code computes it, operation by operation: the distances to all centers at all positions, the second convolution of the
/// contrastive module over every pair, and new samples segment by segment. What <see cref="RareSampleGenerator"/> in the released form is equal to.
/// </summary>
/// <param name="parameters">Whose parameters are used, by the names of the released code.</param>
/// <param name="frequentClasses">Which classes are frequent.</param>
/// <param name="strength">The transfer strength.</param>
internal sealed class LiteralReleasedGenerator(RareSampleGenerator parameters, FrequentClasses frequentClasses, double strength)
{
    public LiteralResult Estimate(Tensor features, Tensor labels)
    {
        Tensor maps = features.detach();
        int half = (int)labels.shape[0] / 2;
        Tensor logits = PairLogits(maps.narrow(0, 0, half), maps.narrow(0, half, half), isFrozen: false);
        Tensor same = labels.narrow(0, 0, half).eq(labels.narrow(0, half, half)).to(ScalarType.Int64);
        return new(features, labels, CenterTerm(maps, labels) + nn.functional.cross_entropy(logits, same), zeros([], features.dtype));
    }

    public LiteralResult Generate(Tensor features, Tensor labels)
    {
        Tensor maps = features.detach();
        long[] values = labels.data<long>().ToArray();
        long[] frequent = Positions(values, isFrequent: true);
        long[] rare = Positions(values, isFrequent: false);
        int length = Math.Min(frequent.Length, rare.Length);
        int segments = length == 0 ? 0 : Math.Max((int)(Math.Max(frequent.Length, rare.Length) * strength / length), 1);

        List<Tensor> newMaps = [features];
        List<Tensor> newLabels = [labels];
        Tensor mv = zeros([], features.dtype);
        for (int segment = 0; segment < segments; segment++)
        {
            Tensor ofFrequent = tensor(Segment(frequent, segment, length));
            Tensor ofRare = tensor(Segment(rare, segment, length));
            Tensor displacement = Displacement(maps[ofFrequent], labels[ofFrequent]);
            Tensor rareDisplacement = Displacement(maps[ofRare], labels[ofRare]);
            Tensor carried = Convolve(displacement, "vec_transformation_module.0", isFrozen: false);
            newMaps.Add(maps[ofRare] + carried);
            newLabels.Add(labels[ofRare]);
            mv += MaximizedVectors(carried, displacement, rareDisplacement, maps[ofFrequent]) / segments;
        }

        return new(cat(newMaps, 0), cat(newLabels, 0), CenterTerm(maps, labels), mv);
    }

    private Tensor CenterTerm(Tensor maps, Tensor labels)
    {
        Tensor centers = Parameter("centers")[labels].unsqueeze(-1).unsqueeze(-1); // (B, K, D, 1, 1)
        Tensor distances = (maps.unsqueeze(1) - centers).square().sum([2, 3, 4]); // of (B, K, D, H, W)
        return (Gamma(maps, labels) * distances).sum(1).mean();
    }

    private Tensor Gamma(Tensor maps, Tensor labels)
    {
        Tensor means = maps.mean([2, 3]).unsqueeze(1);
        return (means.bmm(Parameter("linear")[labels]).squeeze(1) + Parameter("bias")[labels]).softmax(1);
    }

    private Tensor Displacement(Tensor maps, Tensor labels)
    {
        using IDisposable withoutGradient = no_grad();
        Tensor nearest = Gamma(maps, labels).argmax(1);
        return maps - Parameter("centers")[labels, nearest].unsqueeze(-1).unsqueeze(-1);
    }

    private Tensor MaximizedVectors(Tensor carried, Tensor displacement, Tensor rareDisplacement, Tensor frequentMaps)
    {
        long count = carried.shape[0];
        Tensor direction = (nn.functional.normalize(Runs(carried), dim: 1) * nn.functional.normalize(Runs(rareDisplacement), dim: 1) - 1).abs().sum() / count;
        Tensor length = (Runs(carried).norm(1) - Runs(displacement).norm(1)).abs().sum() / count;
        Tensor logits = PairLogits(frequentMaps, carried, isFrozen: true);
        return direction + length + nn.functional.cross_entropy(logits, zeros(count, ScalarType.Int64));
    }

    // Runs of D consecutive entries of the (D, H, W) block.
    private static Tensor Runs(Tensor maps) => maps.contiguous().view(-1, maps.shape[1]);

    private Tensor PairLogits(Tensor first, Tensor second, bool isFrozen)
    {
        Tensor hidden = Convolve(cat([first, second], 1), "contrastive_module.0", isFrozen).relu();
        Tensor average = Convolve(hidden, "contrastive_module.2", isFrozen).mean([2, 3]);
        return nn.functional.linear(average, Parameter("contrastive_fc.weight", isFrozen), Parameter("contrastive_fc.bias", isFrozen));
    }

    private Tensor Convolve(Tensor maps, string layer, bool isFrozen)
    {
        Tensor weight = Parameter(layer + ".weight", isFrozen);
        return nn.functional.conv2d(maps, weight, Parameter(layer + ".bias", isFrozen), padding: [weight.shape[2] / 2, weight.shape[3] / 2]);
    }

    private Tensor Parameter(string name, bool isFrozen = false) =>
        isFrozen ? parameters.get_parameter(name)!.detach() : parameters.get_parameter(name)!;

    private long[] Positions(long[] labels, bool isFrequent) =>
        [.. Enumerable.Range(0, labels.Length).Where(i => frequentClasses.Contains((int)labels[i]) == isFrequent).Select(i => (long)i)];

    // The smaller group is used whole in every segment.
    private static long[] Segment(long[] group, int segment, int length) =>
        group.Length == length ? group : group[(segment * length)..((segment + 1) * length)];
}
