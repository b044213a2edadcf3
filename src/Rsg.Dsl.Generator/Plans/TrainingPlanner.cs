using Rsg.Dsl.Collections;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans;

/// <summary>Plans the training loop and the class weights.</summary>
internal static class TrainingPlanner
{
    private const int MostEpochs = 1_000_000;

    public static TrainingPlan Plan(ModelDeclaration declaration, List<DiagnosticInfo> diagnostics)
    {
        var reader = new SectionReader(declaration.Find(SectionNames.Train), declaration.Wording);

        // Where Epochs cannot be, the longest run stands in for it: no other epoch is then out of its reach.
        var epochs = (int?)reader.Accepted(TrainKeys.Epochs) ?? MostEpochs;
        var milestones = PlanMilestones(reader, declaration.Wording, epochs, diagnostics);
        var warmup = reader.Whole(TrainKeys.WarmupEpochs);
        if (milestones.Count > 0 && warmup >= milestones[0])
        {
            diagnostics.Add(DiagnosticInfo.At(
                reader.SpanOf(TrainKeys.WarmupEpochs),
                DiagnosticDescriptors.WarmupTooLong,
                declaration.Wording.Key(TrainKeys.WarmupEpochs),
                Invariant.Text(warmup),
                Invariant.Text(milestones[0])));
        }

        return new TrainingPlan(
            epochs,
            reader.Whole(TrainKeys.BatchSize),
            milestones,
            PlanLearningRates(reader.Number(TrainKeys.LearningRate), reader.Number(TrainKeys.Gamma), milestones.Count),
            warmup,
            reader.Number(TrainKeys.Momentum),
            reader.Number(TrainKeys.WeightDecay));
    }

    public static ReweightingPlan? PlanReweighting(ModelDeclaration declaration, TrainingPlan training, List<DiagnosticInfo> diagnostics)
    {
        if (declaration.Find(SectionNames.Rebalance) is not { } section || section.Kind != SectionSchemas.Reweight.Kind)
        {
            return null;
        }

        var reader = new SectionReader(section, declaration.Wording);
        var plan = new ReweightingPlan(reader.Number(ReweightKeys.Beta), reader.Whole(ReweightKeys.FromEpoch));
        if (plan.FromEpoch >= training.Epochs)
        {
            diagnostics.Add(NeverReached(reader.SpanOf(ReweightKeys.FromEpoch), declaration.Wording.Key(ReweightKeys.FromEpoch), plan.FromEpoch, training.Epochs, "the classes are never reweighted"));
        }

        return plan;
    }

    /// <summary>160 of the paper's 200 epochs, in proportion; the second decay is at 180.</summary>
    public static int FirstDecay(int epochs) => epochs * 8 / 10;

    public static DiagnosticInfo NeverReached(SourceSpan? span, string key, int epoch, int epochs, string consequence) => DiagnosticInfo.At(
        span, DiagnosticDescriptors.NeverReached, key, Invariant.Text(epoch), Invariant.Text(epochs), Invariant.Text(epochs - 1), consequence);

    /// <summary>The decayed rates, computed in decimals where they are exact, so that 0.1 times 0.1 is 0.01.</summary>
    private static EquatableArray<double> PlanLearningRates(double learningRate, double gamma, int decays)
    {
        const double SmallestExact = 1e-12;
        var rates = new List<double> { learningRate };
        var (exactRate, exactGamma) = (Invariant.Exact(learningRate), Invariant.Exact(gamma));
        for (var i = 1; i <= decays; i++)
        {
            var rate = learningRate * Math.Pow(gamma, i);
            exactRate = rate >= SmallestExact ? exactRate * exactGamma : null;
            rates.Add(exactRate is { } exact ? (double)exact : rate);
        }

        return rates.ToEquatableArray();
    }

    private static EquatableArray<int> PlanMilestones(SectionReader reader, Wording wording, int epochs, List<DiagnosticInfo> diagnostics)
    {
        if (!reader.Has(TrainKeys.Milestones))
        {
            // A run too short for two decays has fewer.
            return new[] { FirstDecay(epochs), epochs * 9 / 10 }.Where(static epoch => epoch > 0).Distinct().ToEquatableArray();
        }

        var declared = reader.Items<Value.Number>(TrainKeys.Milestones) ?? [];
        var previous = 0.0;
        foreach (var epoch in declared)
        {
            if (epoch.Amount <= previous || epoch.Amount >= epochs)
            {
                diagnostics.Add(DiagnosticInfo.At(
                    epoch.Span,
                    DiagnosticDescriptors.MilestonesNotRising,
                    wording.Key(TrainKeys.Milestones),
                    string.Join(", ", declared.Select(static item => Invariant.Text(item.Amount))),
                    wording.Key(TrainKeys.Epochs),
                    Invariant.Text(epochs)));
                return [];
            }

            previous = epoch.Amount;
        }

        return declared.Select(static epoch => (int)epoch.Amount).ToEquatableArray();
    }
}
