using Rsg.Dsl.Declarations;
using Rsg.Dsl.Plans;

namespace Rsg.Dsl.Schema;

/// <summary>Everything that a declaration can say: the one table of parts, variants and keys.</summary>
internal static class SectionSchemas
{
    public static readonly IReadOnlyList<SectionSchema> All =
    [
        new(SectionNames.Backbone, null, "Backbone", "The network: one of the catalogue.", BackboneKeys.All),
        new(SectionNames.Rsg, null, "RsgInsert", "The rare-class sample generator, on the feature maps at one cut of the network.", RsgKeys.All),
        .. LossCatalogue.All.Select(static loss => loss.Schema),
        new(SectionNames.Rebalance, "reweight", "Reweight", "Weights the loss by class, with the effective number of samples (Cui et al. 2019).", ReweightKeys.All),
        new(SectionNames.Train, null, "Train", "The training loop: stochastic gradient descent with momentum and a multi-step learning rate.", TrainKeys.All),
    ];
}
