using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans;

/// <summary>Plans the training loop.</summary>
internal static class TrainingPlanner
{
    public static TrainingPlan Plan(ModelDeclaration declaration, List<DiagnosticInfo> diagnostics)
    {
        var wording = declaration.Wording;
        var reader = new SectionReader(declaration.Find(SectionNames.Train), wording);

        // Where Epochs cannot be, the longest run stands in for it: no other epoch is then out of its reach.
        var epochs = (int?)reader.Accepted(TrainKeys.Epochs) ?? (int)TrainKeys.Epochs.Range!.Maximum;
        var (learningRate, boundary) = new SchedulePlanner(reader, wording, epochs, IsReleasedForm(declaration), diagnostics).Plan();
        if (reader.Has(TrainKeys.BoundaryEpoch) && boundary >= epochs)
        {
            diagnostics.Add(NeverReached(
                reader.SpanOf(TrainKeys.BoundaryEpoch), wording.Key(TrainKeys.BoundaryEpoch), boundary, epochs, "nothing that waits for it ever begins"));
        }

        var warmup = reader.Whole(TrainKeys.WarmupEpochs);
        CheckWarmup(reader, wording, warmup, learningRate, epochs, diagnostics);
        return new TrainingPlan(
            epochs,
            reader.Whole(TrainKeys.BatchSize),
            learningRate,
            boundary,
            warmup,
            reader.Number(TrainKeys.Momentum),
            reader.Number(TrainKeys.WeightDecay),
            reader.Number(TrainKeys.GradientClip));
    }

    public static DiagnosticInfo NeverReached(SourceSpan? span, string key, int epoch, int epochs, string consequence) => DiagnosticInfo.At(
        span, DiagnosticDescriptors.NeverReached, key, Invariant.Text(epoch), Invariant.Text(epochs), Invariant.Text(epochs - 1), consequence);

    /// <summary>Whether the authors' released code is followed where it differs from the paper.</summary>
    public static bool IsReleasedForm(ModelDeclaration declaration)
        => declaration.Find(SectionNames.Rsg) is { } rsg && new SectionReader(rsg, declaration.Wording).Word<RsgForm>(RsgKeys.Form) == RsgForm.Released;

    private static void CheckWarmup(SectionReader reader, Wording wording, int warmup, LearningRatePlan learningRate, int epochs, List<DiagnosticInfo> diagnostics)
    {
        var firstDecay = learningRate switch
        {
            LearningRatePlan.MultiStep { Milestones: { Count: > 0 } milestones } => milestones[0],
            LearningRatePlan.Step step when step.Size < epochs => step.Size,
            _ => (int?)null,
        };
        if (warmup >= (firstDecay ?? epochs))
        {
            diagnostics.Add(DiagnosticInfo.At(
                reader.SpanOf(TrainKeys.WarmupEpochs),
                DiagnosticDescriptors.WarmupTooLong,
                wording.Key(TrainKeys.WarmupEpochs),
                Invariant.Text(warmup),
                firstDecay is { } epoch ? $"the learning rate is first decayed at epoch {Invariant.Text(epoch)}" : $"training ends after {Invariant.Text(epochs)} epochs"));
        }
    }
}
