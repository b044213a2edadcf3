using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans;

/// <summary>The rare-class sample generator.</summary>
internal sealed record RsgPlan(
    int Centers,
    double FrequentRatio,
    double TransferStrength,
    double CescWeight,
    double MvWeight,
    int ContrastiveChannels,
    RsgForm Form,
    RsgMvTerms MvTerms,
    RsgDisplacement Displacement,
    RsgAddTo AddTo,
    int GenerateFromEpoch);
