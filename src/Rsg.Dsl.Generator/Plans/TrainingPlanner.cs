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
        var reader = new SectionReader(declaration.Find(SectionNames.Train), diagnostics);

        // Where Epochs cannot be, the longest run stands in for it: no other epoch is then out of its reach.
        var epochs = (int?)reader.Accepted(TrainKeys.Epochs) ?? MostEpochs;
        var milestones = PlanMilestones(reader, epochs, diagnostics);
        var warmup = reader.Whole(TrainKeys.WarmupEpochs);
        if (milestones.Count > 0 && warmup >= milestones[0])
        {
            diagnostics.Add(DiagnosticInfo.At(
                reader.SpanOf(TrainKeys.WarmupEpochs), DiagnosticDescriptors.WarmupTooLong, Invariant.Text(warmup), Invariant.Text(milestones[0])));
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
        if (declaration.Find(SectionNames.Rebalance) is not { } section)
        {
            return null;
        }

        var reader = new SectionReader(section, diagnostics);
        var plan = new ReweightingPlan(reader.Number(ReweightKeys.Beta), reader.Whole(ReweightKeys.FromEpoch));
        if (plan.FromEpoch >= training.Epochs)
        {
            diagnostics.Add(NeverReached(reader.SpanOf(ReweightKeys.FromEpoch), "FromEpoch", plan.FromEpoch, training.Epochs, "the classes are never reweighted"));
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

    private static EquatableArray<int> PlanMilestones(SectionReader reader, int epochs, List<DiagnosticInfo> diagnostics)
    {
        if (!reader.Has(TrainKeys.Milestones))
        {
            // A run too short for two decays has fewer.
            return new[] { FirstDecay(epochs), epochs * 9 / 10 }.Where(static epoch => epoch > 0).Distinct().ToEquatableArray();
        }

        var declared = reader.Numbers(TrainKeys.Milestones);
        var previous = 0.0;
        foreach (var epoch in declared)
        {
            if (epoch <= previous || epoch >= epochs || epoch != Math.Floor(epoch))
            {
                diagnostics.Add(DiagnosticInfo.At(
                    reader.SpanOf(TrainKeys.Milestones),
                    DiagnosticDescriptors.MilestonesNotRising,
                    string.Join(", ", declared.Select(Invariant.Text)),
                    Invariant.Text(epochs)));
                return [];
            }

            previous = epoch;
        }

        return declared.Select(static epoch => (int)epoch).ToEquatableArray();
    }
}
