using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans;

/// <summary>What makes up for unequal classes.</summary>
/// <param name="FromEpoch">The first epoch of the declared schedule with it; 0 for all.</param>
internal abstract record RebalancingPlan(int FromEpoch)
{
    public bool IsDeferred => FromEpoch > 0;

    /// <summary>Class weights from the effective number of samples.</summary>
    public sealed record Reweight(double Beta, int FromEpoch) : RebalancingPlan(FromEpoch);

    /// <summary>Images drawn by class.</summary>
    /// <param name="Sampler">How they are drawn.</param>
    /// <param name="Beta">Of the effective number of samples, for the sampler that draws by it.</param>
    /// <param name="FromEpoch">The first epoch of the declared schedule with it.</param>
    public sealed record Resample(SamplerKind Sampler, double Beta, int FromEpoch) : RebalancingPlan(FromEpoch);
}
