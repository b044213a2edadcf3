using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans;

/// <summary>Plans what makes up for unequal classes: weights, or how images are drawn.</summary>
internal static class RebalancingPlanner
{
    public static RebalancingPlan? Plan(ModelDeclaration declaration, LossKind? loss, TrainingPlan training, List<DiagnosticInfo> diagnostics)
    {
        var section = OnlyOne.Find(declaration, SectionNames.Rebalance, DiagnosticDescriptors.SeveralRebalances, diagnostics);
        if (section is null || SectionSchemas.Find(section.Name, section.Kind) is not { } schema)
        {
            // A kind that is not known has been reported.
            return null;
        }

        if (loss?.Unbalanced is { } unbalanced)
        {
            diagnostics.Add(DiagnosticInfo.At(
                section.Span, DiagnosticDescriptors.BalancedTwice, section.Written, declaration.Find(SectionNames.Loss)!.Written, declaration.Wording.Part(unbalanced.Schema)) with
            {
                Remedy = new(RemedyKind.RemoveAttribute),
            });
        }

        var reader = new SectionReader(section, declaration.Wording);
        if (schema == SectionSchemas.Reweight)
        {
            return new RebalancingPlan.Reweight(
                reader.Number(ReweightKeys.Beta), PlanStart(reader, declaration.Wording, training, "the classes are never reweighted", diagnostics));
        }

        if (schema == SectionSchemas.Resample)
        {
            return new RebalancingPlan.Resample(
                reader.Word<SamplerKind>(ResampleKeys.Sampler),
                reader.Number(ResampleKeys.Beta),
                PlanStart(reader, declaration.Wording, training, "the images are never resampled", diagnostics));
        }

        throw new InvalidOperationException($"There is no plan for the rebalancing {schema.Kind}.");
    }

    private static int PlanStart(SectionReader reader, Wording wording, TrainingPlan training, string consequence, List<DiagnosticInfo> diagnostics)
    {
        var isDeferred = reader.Flag(DeferralKeys.Deferred);
        if (isDeferred && reader.Has(DeferralKeys.FromEpoch))
        {
            diagnostics.Add(DiagnosticInfo.At(
                reader.SpanOf(DeferralKeys.FromEpoch),
                DiagnosticDescriptors.BeginsTwice,
                wording.Key(DeferralKeys.FromEpoch),
                wording.Key(DeferralKeys.Deferred),
                Invariant.Text(training.BoundaryEpoch)) with { Remedy = new(RemedyKind.RemoveArgument, wording.Key(DeferralKeys.FromEpoch)) });
        }

        if (isDeferred)
        {
            return training.BoundaryEpoch;
        }

        var epoch = reader.Whole(DeferralKeys.FromEpoch);
        if (epoch >= training.Epochs)
        {
            diagnostics.Add(TrainingPlanner.NeverReached(reader.SpanOf(DeferralKeys.FromEpoch), wording.Key(DeferralKeys.FromEpoch), epoch, training.Epochs, consequence));
        }

        return epoch;
    }
}
