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
        var sampler = SamplerCatalogue.Of(resample.Sampler);
        var beta = sampler.TakesBeta ? $"beta: {Invariant.Text(resample.Beta)}, " : "";
        return $"new {names[sampler.TypeName]}(trainingSet.Labels, ClassCount, {beta}{(sampler.TakesSpan ? Span(names, resample) : "")}seed)";
    }

    /// <summary>A training that is shortened to one epoch ends before the boundary.</summary>
    private static string Span(TypeNames names, RebalancingPlan.Resample resample) => resample.IsDeferred
        ? $"firstEpoch: FirstEpochFrom(RebalanceFromEpoch), epochs: {names["Math"]}.Max(1, TotalEpochs - FirstEpochFrom(RebalanceFromEpoch)), "
        : "firstEpoch: 0, epochs: TotalEpochs, ";
}
