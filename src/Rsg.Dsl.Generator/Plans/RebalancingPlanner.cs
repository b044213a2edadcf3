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
        var reader = new SectionReader(section, declaration.Wording);
        if (section?.Kind == SectionSchemas.Reweight.Kind)
        {
            if (loss == LossCatalogue.ClassBalancedFocal)
            {
                diagnostics.Add(DiagnosticInfo.At(
                    section!.Span, DiagnosticDescriptors.WeightedTwice, section.Written, declaration.Find(SectionNames.Loss)!.Written, declaration.Wording.Part(LossCatalogue.Focal.Schema)));
            }

            return new RebalancingPlan.Reweight(
                reader.Number(ReweightKeys.Beta), PlanStart(reader, declaration.Wording, training, "the classes are never reweighted", diagnostics));
        }

        if (section?.Kind == SectionSchemas.Resample.Kind)
        {
            var sampler = reader.Word<SamplerKind>(ResampleKeys.Sampler);
            ReportBetaOfOther(reader, declaration.Wording, sampler, diagnostics);
            return new RebalancingPlan.Resample(
                sampler, reader.Number(ResampleKeys.Beta), PlanStart(reader, declaration.Wording, training, "the images are never resampled", diagnostics));
        }

        return null;
    }

    private static void ReportBetaOfOther(SectionReader reader, Wording wording, SamplerKind sampler, List<DiagnosticInfo> diagnostics)
    {
        if (reader.Has(ResampleKeys.Beta) && sampler != SamplerKind.EffectiveNumber)
        {
            diagnostics.Add(DiagnosticInfo.At(
                reader.SpanOf(ResampleKeys.Beta),
                DiagnosticDescriptors.KeyOfOther,
                wording.Key(ResampleKeys.Beta),
                wording.KeyIsWord(ResampleKeys.Sampler, SamplerKind.EffectiveNumber.ToString()),
                wording.KeyIsWord(ResampleKeys.Sampler, sampler.ToString())));
        }
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
                Invariant.Text(training.BoundaryEpoch)));
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
