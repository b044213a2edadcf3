using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Plans;

/// <summary>The learning rate of each epoch, behind the warm-up.</summary>
/// <param name="Initial">The rate before any decay.</param>
internal abstract record LearningRatePlan(double Initial)
{
    /// <summary>Decays at given epochs, or never.</summary>
    /// <param name="Milestones">The epochs at which the rate changes, rising.</param>
    /// <param name="Rates">The rate before the first milestone, and from each milestone on: one more than there are milestones.</param>
    public sealed record MultiStep(EquatableArray<int> Milestones, EquatableArray<double> Rates) : LearningRatePlan(Rates[0]);

    /// <summary>Decays by a factor every few epochs.</summary>
    public sealed record Step(double Initial, double Gamma, int Size) : LearningRatePlan(Initial);

    /// <summary>Falls along half a cosine, to the end of the training.</summary>
    public sealed record Cosine(double Initial, double Final) : LearningRatePlan(Initial);
}
