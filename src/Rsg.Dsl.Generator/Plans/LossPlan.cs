using Rsg.Dsl.Collections;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans;

/// <summary>A classification loss with its numbers.</summary>
internal sealed record LossPlan(LossKind Kind, EquatableArray<double> Arguments)
{
    /// <summary>What logits are multiplied by before a softmax makes probabilities of them: the loss's scale of cosines, or 1.</summary>
    public double LogitScale => Kind.Parameters.Contains(LossCatalogue.Scale) ? Arguments[Kind.Parameters.ToList().IndexOf(LossCatalogue.Scale)] : 1;
}
