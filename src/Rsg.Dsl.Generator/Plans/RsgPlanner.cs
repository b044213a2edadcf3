using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Networks;

namespace Rsg.Dsl.Plans;

/// <summary>Plans the rare-class sample generator, and where the network is cut for it.</summary>
internal static class RsgPlanner
{
    private static readonly NumberRange EpochRange = NumberRange.AtLeast(0).AtMost(1_000_000);

    /// <summary>The plan, or <c>null</c> without an RSG. Without one the cut lies before the head.</summary>
    public static RsgPlan? Plan(
        ModelDeclaration declaration, NetworkGraph? graph, int? classes, TrainingPlan training, List<DiagnosticInfo> diagnostics, out Part? cut)
    {
        cut = graph?.CutPoints.Last();
        var generateFromEpoch = PlanGenerateFromEpoch(declaration, training, diagnostics);
        if (declaration.Find(SectionNames.Rsg) is not { } section)
        {
            return null;
        }

        var reader = new SectionReader(section, diagnostics);
        cut = PlanCut(section, reader, graph, diagnostics);

        var frequentRatio = reader.Accepted(RsgParameters.FrequentRatio);
        CheckRatio(reader, frequentRatio, classes, diagnostics);

        return new RsgPlan(
            reader.Whole(RsgParameters.Centers),
            frequentRatio ?? RsgParameters.FrequentRatio.Default,
            reader.Number(RsgParameters.TransferStrength),
            reader.Number(RsgParameters.CescWeight),
            reader.Number(RsgParameters.MvWeight),
            reader.Whole(RsgParameters.ContrastiveChannels),
            reader.Word<RsgForm>("form") ?? RsgForm.Paper,
            reader.Words<RsgMvTerms>("mvTerms") ?? RsgMvTerms.All,
            reader.Word<RsgDisplacement>("displacement") ?? RsgDisplacement.Transformed,
            reader.Word<RsgAddTo>("addTo") ?? RsgAddTo.RareSamples,
            generateFromEpoch);
    }

    private static Part? PlanCut(Section section, SectionReader reader, NetworkGraph? graph, List<DiagnosticInfo> diagnostics)
    {
        string[] ways = ["stage", "after", "before"];
        var said = ways.Select(section.Find).Where(static value => value is not null).ToList();
        if (said.Count != 1)
        {
            var what = said.Count == 0 ? "none is given" : $"{string.Join(" and ", said.Select(static value => value!.Written))} are given";
            diagnostics.Add(DiagnosticInfo.At(said.Count == 0 ? section.Span : said[1]!.Span, DiagnosticDescriptors.CutNotClear, what));
            return null;
        }

        if (graph is null)
        {
            return null;
        }

        return said[0]!.Key == "stage"
            ? FindStage(reader, graph, diagnostics)
            : FindPart(said[0]!, graph, diagnostics);
    }

    private static Part? FindStage(SectionReader reader, NetworkGraph graph, List<DiagnosticInfo> diagnostics)
    {
        var stages = graph.Parts.Where(static part => part.Stage is not null).ToList();
        if (reader.OptionalWhole("stage", NumberRange.AtLeast(1)) is not { } number)
        {
            return null;
        }

        var stage = stages.FirstOrDefault(part => part.Stage == number);
        if (stage is null)
        {
            diagnostics.Add(DiagnosticInfo.At(
                reader.SpanOf("stage"),
                DiagnosticDescriptors.UnknownStage,
                Invariant.Text(number),
                graph.Title,
                Invariant.Text(stages.Count),
                string.Join(", ", stages.Select(static part => $"{Invariant.Text(part.Stage!.Value)} ends with {part.Name} at {part.Output}"))));
        }

        return stage;
    }

    private static Part? FindPart(DeclaredValue declared, NetworkGraph graph, List<DiagnosticInfo> diagnostics)
    {
        var name = declared.Value is Scalar.Text(var text) ? text : "";
        var index = graph.Parts.ToList().FindIndex(part => part.Name == name);
        if (index < 0)
        {
            var names = graph.Parts.Select(static part => part.Name).ToList();
            diagnostics.Add(DiagnosticInfo.At(
                declared.Span,
                DiagnosticDescriptors.UnknownPart,
                declared.Written,
                QuotedText.Of(name),
                graph.Title,
                string.Join(", ", names),
                NearestName.Hint(name, names)));
            return null;
        }

        var cut = declared.Key == "after" ? index : index - 1;
        if (cut < 0 || cut == graph.Parts.Count - 1)
        {
            var reason = cut < 0 ? "no layer before the RSG" : "no layer behind the RSG";
            diagnostics.Add(DiagnosticInfo.At(declared.Span, DiagnosticDescriptors.CutOutsideNetwork, declared.Written, name, reason));
            return null;
        }

        return graph.Parts[cut];
    }

    private static void CheckRatio(SectionReader reader, double? ratio, int? classes, List<DiagnosticInfo> diagnostics)
    {
        // A ratio below 1 leaves at least one rare class, so only the other end can fail.
        if ((int?)(classes * ratio) == 0)
        {
            diagnostics.Add(DiagnosticInfo.At(
                reader.SpanOf("frequentRatio"),
                DiagnosticDescriptors.NoFrequentClass,
                Invariant.Text(ratio!.Value),
                Invariant.Text(classes!.Value)));
        }
    }

    private static int PlanGenerateFromEpoch(ModelDeclaration declaration, TrainingPlan training, List<DiagnosticInfo> diagnostics)
    {
        const string Key = "generateFromEpoch";
        var reader = new SectionReader(declaration.Find(SectionNames.Train), diagnostics);
        if (reader.OptionalWhole(Key, EpochRange) is not { } epoch)
        {
            // T_th is the epoch in which the learning rate is decayed (section 3, below Eq. 7).
            return training.Milestones.Count > 0 ? training.Milestones[0] : Math.Max(1, training.Epochs * 8 / 10);
        }

        if (declaration.Find(SectionNames.Rsg) is null)
        {
            // A baseline is often the same declaration without its RSG; the epoch then means nothing, and that is no mistake.
            return epoch;
        }

        if (epoch == 0)
        {
            diagnostics.Add(DiagnosticInfo.At(reader.SpanOf(Key), DiagnosticDescriptors.NoFirstPhase));
        }
        else if (epoch >= training.Epochs)
        {
            diagnostics.Add(TrainingPlanner.NeverReached(
                reader.SpanOf(Key), "GenerateFromEpoch", epoch, training.Epochs, "the RSG never generates a sample"));
        }

        return epoch;
    }
}
