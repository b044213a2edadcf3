using Rsg.Dsl.Naming;
using Rsg.Dsl.Plans;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Emission;

/// <summary>Writes which images an epoch draws, and in which order.</summary>
internal static class SamplerEmitter
{
    private const string Shuffle = "trainingSet.Count, seed";

    /// <summary>Declares the variable <c>sampler</c>.</summary>
    public static void Write(SourceWriter writer, TypeNames names, RebalancingPlan? rebalancing)
    {
        var shuffle = $"new {names["ShuffleSampler"]}({Shuffle})";
        if (rebalancing is not RebalancingPlan.Resample resample)
        {
            writer.Line($"var sampler = {shuffle};");
        }
        else if (!resample.IsDeferred)
        {
            writer.Line($"var sampler = {Construct(names, resample)};");
        }
        else
        {
            writer.Line($"var sampler = new {names["DeferredSampler"]}(");
            using (writer.Indented())
            {
                writer.Line($"before: {shuffle},");
                writer.Line($"after: {Construct(names, resample)},");
                writer.Line("fromEpoch: FirstEpochFrom(RebalanceFromEpoch));");
            }
        }
    }

    private static string Construct(TypeNames names, RebalancingPlan.Resample resample)
    {
        const string Labels = "trainingSet.Labels, ClassCount";
        return resample.Sampler switch
        {
            SamplerKind.EffectiveNumber => $"new {names["EffectiveNumberSampler"]}({Labels}, beta: {Invariant.Text(resample.Beta)}, seed)",
            SamplerKind.ClassBalanced => $"new {names["ClassBalancedSampler"]}({Labels}, seed)",
            SamplerKind.SquareRoot => $"new {names["SquareRootSampler"]}({Labels}, seed)",
            SamplerKind.ProgressivelyBalanced when resample.IsDeferred
                // A training that is shortened to one or two epochs may end before the boundary.
                => $"new {names["ProgressivelyBalancedSampler"]}({Labels}, firstEpoch: FirstEpochFrom(RebalanceFromEpoch), epochs: {names["Math"]}.Max(1, TotalEpochs - FirstEpochFrom(RebalanceFromEpoch)), seed)",
            SamplerKind.ProgressivelyBalanced => $"new {names["ProgressivelyBalancedSampler"]}({Labels}, firstEpoch: 0, epochs: TotalEpochs, seed)",
            SamplerKind.Oversampling => $"new {names["OversamplingSampler"]}({Labels}, seed)",
            _ => $"new {names["UndersamplingSampler"]}({Labels}, seed)",
        };
    }
}
