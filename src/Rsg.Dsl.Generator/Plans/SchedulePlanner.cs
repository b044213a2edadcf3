using Rsg.Dsl.Collections;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans;

/// <summary>Plans the learning rate, and the boundary epoch: the one that its first decay shares with a deferred rebalancing and the RSG's second phase.</summary>
/// <param name="reader">What was said of the training.</param>
/// <param name="wording">How a message names what is not written.</param>
/// <param name="epochs">How many epochs there are.</param>
/// <param name="isReleasedForm">Whether the released code is followed, which decays one epoch before the boundary.</param>
/// <param name="diagnostics">Takes every problem.</param>
internal sealed class SchedulePlanner(SectionReader reader, Wording wording, int epochs, bool isReleasedForm, List<DiagnosticInfo> diagnostics)
{
    /// <summary>At the boundary of section 3 the learning rate falls to this.</summary>
    private const double PaperRate = 0.001;

    private const double Rounding = 1e-9;

    public (LearningRatePlan LearningRate, int BoundaryEpoch) Plan()
    {
        var schedule = reader.Word<ScheduleKind>(TrainKeys.Schedule);
        var rate = reader.Number(TrainKeys.LearningRate);
        return schedule switch
        {
            ScheduleKind.MultiStep => PlanMultiStep(rate),
            ScheduleKind.Step => PlanStep(rate),
            ScheduleKind.Cosine => (PlanCosine(rate), DeclaredBoundary ?? UsualBoundary),
            ScheduleKind.Constant => (new LearningRatePlan.MultiStep([], [rate]), DeclaredBoundary ?? UsualBoundary),
            _ => throw new InvalidOperationException($"There is no plan for the schedule {schedule}."),
        };
    }

    private int? DeclaredBoundary => reader.OptionalWhole(TrainKeys.BoundaryEpoch);

    /// <summary>160 of the paper's 200 epochs, in proportion.</summary>
    private int UsualBoundary => epochs * 8 / 10;

    private (LearningRatePlan LearningRate, int BoundaryEpoch) PlanMultiStep(double rate)
    {
        var milestones = reader.Has(TrainKeys.Milestones) ? ReadMilestones() : UsualMilestones();
        var rates = Decays(rate, milestones.Count);
        var boundary = DeclaredBoundary;
        if (boundary is { } declared && reader.Has(TrainKeys.Milestones) && milestones.Count > 0 && !milestones.Contains(declared) && !(isReleasedForm && milestones.Contains(declared - 1)))
        {
            ReportNoDecayAt(declared, $"{wording.Key(TrainKeys.Milestones)} are [{string.Join(", ", milestones.Select(static epoch => Invariant.Text(epoch)))}]");
        }

        if (boundary is null && reader.Has(TrainKeys.Milestones) && milestones.Count > 0)
        {
            var atPaperRate = Enumerable.Range(0, milestones.Count).Where(i => rates[i + 1] <= PaperRate + Rounding).ToList();
            boundary = milestones[atPaperRate.Count > 0 ? atPaperRate[0] : 0];
        }

        return (new LearningRatePlan.MultiStep(milestones, rates), boundary ?? UsualBoundary);
    }

    /// <summary>The boundary, and half-way from there to the end: 160 and 180 of 200 epochs. A run too short for two decays has fewer.</summary>
    private EquatableArray<int> UsualMilestones()
    {
        var first = DeclaredBoundary ?? UsualBoundary;
        var early = isReleasedForm ? 1 : 0;
        return new[] { first - early, first + ((epochs - first) / 2) - early }
            .Where(epoch => epoch > 0 && epoch < epochs)
            .Distinct()
            .ToEquatableArray();
    }

    private EquatableArray<int> ReadMilestones()
    {
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

    private (LearningRatePlan LearningRate, int BoundaryEpoch) PlanStep(double rate)
    {
        var size = reader.Whole(TrainKeys.StepSize);
        var plan = new LearningRatePlan.Step(rate, reader.Number(TrainKeys.Gamma), size);
        if (DeclaredBoundary is { } declared)
        {
            if (declared % size != 0)
            {
                ReportNoDecayAt(declared, $"{wording.Key(TrainKeys.StepSize)} is {Invariant.Text(size)}");
            }

            return (plan, declared);
        }

        var decays = Enumerable.Range(1, Math.Max(0, (epochs - 1) / size)).ToList();
        var atPaperRate = decays.FirstOrDefault(decay => rate * Math.Pow(plan.Gamma, decay) <= PaperRate + Rounding);
        return (plan, atPaperRate > 0 ? atPaperRate * size : decays.Count > 0 ? size : UsualBoundary);
    }

    private LearningRatePlan.Cosine PlanCosine(double rate)
    {
        var final = reader.Number(TrainKeys.FinalLearningRate);
        if (reader.Accepted(TrainKeys.LearningRate) is { } first && final > first)
        {
            diagnostics.Add(DiagnosticInfo.At(
                reader.SpanOf(TrainKeys.FinalLearningRate),
                DiagnosticDescriptors.ValueOutOfRange,
                wording.Key(TrainKeys.FinalLearningRate),
                Invariant.Text(final),
                $"at most {wording.Key(TrainKeys.LearningRate)}, which is {Invariant.Text(first)}",
                ""));
        }

        return new LearningRatePlan.Cosine(rate, final);
    }

    private void ReportNoDecayAt(int boundary, string decays) => diagnostics.Add(DiagnosticInfo.At(
        reader.SpanOf(TrainKeys.BoundaryEpoch), DiagnosticDescriptors.NoDecayAtBoundary, wording.Key(TrainKeys.BoundaryEpoch), Invariant.Text(boundary), decays));

    /// <summary>The decayed rates, computed in decimals where they are exact, so that 0.1 times 0.1 is 0.01.</summary>
    private EquatableArray<double> Decays(double rate, int count)
    {
        const double SmallestExact = 1e-12;
        var gamma = reader.Number(TrainKeys.Gamma);
        var rates = new List<double> { rate };
        var (exactRate, exactGamma) = (Invariant.Exact(rate), Invariant.Exact(gamma));
        for (var i = 1; i <= count; i++)
        {
            var decayed = rate * Math.Pow(gamma, i);
            exactRate = decayed >= SmallestExact ? exactRate * exactGamma : null;
            rates.Add(exactRate is { } exact ? (double)exact : decayed);
        }

        return rates.ToEquatableArray();
    }
}
