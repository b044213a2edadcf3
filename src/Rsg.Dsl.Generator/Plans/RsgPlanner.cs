using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans;

/// <summary>Plans the rare-class sample generator, and where the network is cut for it.</summary>
internal static class RsgPlanner
{
    /// <summary>The plan, or <c>null</c> without an RSG. Without one the cut lies before the head.</summary>
    public static RsgPlan? Plan(
        ModelDeclaration declaration, NetworkOutline? network, int? classes, TrainingPlan training, List<DiagnosticInfo> diagnostics, out int? cut)
    {
        cut = network?.LastCut;
        var generateFromEpoch = PlanGenerateFromEpoch(declaration, training, diagnostics);
        if (declaration.Find(SectionNames.Rsg) is not { } section)
        {
            return null;
        }

        var reader = new SectionReader(section, declaration.Wording);
        cut = PlanCut(declaration, section, reader, network, diagnostics);
        if (cut is { } vector && network!.Parts[vector].Output is { IsMaps: false } output)
        {
            var said = section.Find(RsgKeys.Stage.Name) ?? section.Find(RsgKeys.After.Name) ?? section.Find(RsgKeys.Before.Name)!;
            diagnostics.Add(DiagnosticInfo.At(
                said.Value.Span,
                DiagnosticDescriptors.CutOutsideNetwork,
                $"The cut behind {network.Parts[vector].Name}",
                $"a vector {output} where maps are needed"));
            cut = null;
        }

        var frequentRatio = reader.Accepted(RsgKeys.FrequentRatio);
        CheckRatio(reader, declaration.Wording, frequentRatio, classes, diagnostics);
        var cescWeight = reader.Number(RsgKeys.CescWeight);
        if (cut is { } index && network!.Parts[index].Output is { } maps)
        {
            CheckStability(reader, declaration.Wording, cescWeight, training.LearningRate.Initial, maps, diagnostics);
        }

        return new RsgPlan(
            reader.Whole(RsgKeys.Centers),
            frequentRatio ?? RsgKeys.FrequentRatio.Default!.Value,
            reader.Number(RsgKeys.TransferStrength),
            cescWeight,
            reader.Number(RsgKeys.MvWeight),
            reader.Whole(RsgKeys.ContrastiveChannels),
            reader.Word<RsgForm>(RsgKeys.Form),
            reader.Words<RsgMvTerms>(RsgKeys.MvTerms),
            reader.Word<RsgDisplacement>(RsgKeys.Displacement),
            reader.Word<RsgAddTo>(RsgKeys.AddTo),
            generateFromEpoch);
    }

    private static int? PlanCut(ModelDeclaration declaration, Section section, SectionReader reader, NetworkOutline? network, List<DiagnosticInfo> diagnostics)
    {
        Key[] ways = [RsgKeys.Stage, RsgKeys.After, RsgKeys.Before];
        var said = ways.Select(way => section.Find(way.Name)).OfType<Entry>().ToList();
        if (said.Count != 1)
        {
            var wording = declaration.Wording;
            diagnostics.Add(DiagnosticInfo.At(
                said.Count == 0 ? section.Span : said[1].Value.Span,
                DiagnosticDescriptors.CutNotClear,
                $"{wording.Key(RsgKeys.Stage)}, {wording.Key(RsgKeys.After)} and {wording.Key(RsgKeys.Before)}",
                said.Count == 0 ? "none is given" : $"{string.Join(" and ", said.Select(static entry => entry.Written))} are given",
                wording.Part(SectionSchemas.Rsg, wording.KeyIsNumber(RsgKeys.Stage, 2))));
            return null;
        }

        if (network?.Parts.Any(static part => part.Stage is not null) != true)
        {
            // That the network has no stages is an error of its own.
            return null;
        }

        return said[0].Key == RsgKeys.Stage.Name
            ? FindStage(reader, network, diagnostics)
            : FindPart(declaration, said[0], network, diagnostics);
    }

    private static int? FindStage(SectionReader reader, NetworkOutline network, List<DiagnosticInfo> diagnostics)
    {
        var stages = network.Parts.Where(static part => part.Stage is not null).ToList();
        if (reader.OptionalWhole(RsgKeys.Stage) is not { } number)
        {
            return null;
        }

        var index = network.Parts.ToList().FindIndex(part => part.Stage == number);
        if (index < 0)
        {
            diagnostics.Add(DiagnosticInfo.At(
                reader.SpanOf(RsgKeys.Stage),
                DiagnosticDescriptors.UnknownStage,
                Invariant.Text(number),
                network.Name,
                Invariant.Text(stages.Count),
                string.Join(", ", stages.Select(static part => $"{Invariant.Text(part.Stage!.Value)} ends with {part.Name}{(part.Output is null ? "" : $" at {part.Output}")}"))) with
            {
                Remedy = new(RemedyKind.ReplaceValue, Invariant.Text(number < 1 ? 1 : stages.Count)),
            });
        }

        return index < 0 ? null : index;
    }

    private static int? FindPart(ModelDeclaration declaration, Entry declared, NetworkOutline network, List<DiagnosticInfo> diagnostics)
    {
        if (declared.Value is not Value.Text { Content: var name })
        {
            return null;
        }

        var index = network.Parts.ToList().FindIndex(part => part.Name == name);
        if (index < 0)
        {
            var names = network.Parts.Select(static part => part.Name).ToList();
            diagnostics.Add(DiagnosticInfo.At(
                declared.Value.Span,
                DiagnosticDescriptors.UnknownPart,
                declared.Written,
                QuotedText.Of(name),
                network.Name,
                string.Join(", ", names),
                NearestName.Hint(name, names)) with { Remedy = NearestName.Remedy(name, names) });
            return null;
        }

        var key = declared.Key == RsgKeys.After.Name ? RsgKeys.After : RsgKeys.Before;
        var cut = key == RsgKeys.After ? index : index - 1;
        if (cut < 0 || cut > network.LastCut)
        {
            var reason = cut < 0 ? "no layer before the RSG" : "no layer behind the RSG";
            diagnostics.Add(DiagnosticInfo.At(declared.Value.Span, DiagnosticDescriptors.CutOutsideNetwork, declaration.Wording.KeyIsText(key, name), reason));
            return null;
        }

        return cut;
    }

    private static void CheckRatio(SectionReader reader, Wording wording, double? ratio, int? classes, List<DiagnosticInfo> diagnostics)
    {
        // 0.29 of 100 classes means 29, and a third of 3 means 1, though the binary product lies just below; the runtime has the same rule.
        const double Rounding = 1e-9;
        if (classes * ratio + Rounding < 1)
        {
            diagnostics.Add(DiagnosticInfo.At(
                reader.SpanOf(RsgKeys.FrequentRatio),
                DiagnosticDescriptors.NoFrequentClass,
                wording.Key(RsgKeys.FrequentRatio),
                Invariant.Text(ratio!.Value),
                Invariant.Text(classes!.Value),
                Invariant.Text(LeastRatio(classes.Value))));
        }
    }

    /// <summary>The least ratio that makes one class frequent, rounded up to a number that one would write: 0.34 of 3 classes.</summary>
    private static double LeastRatio(int classes)
    {
        decimal unit = 0.1m;
        for (var rest = classes; rest > 0; rest /= 10)
        {
            unit /= 10;
        }

        return (double)(Math.Ceiling(1 / (classes * unit)) * unit);
    }

    /// <summary>
    /// Along a center the loss curves by 2 lambda1 HW times the share of the batch that is assigned to it (Eq. 5), and descent with momentum 0.9
    /// is stable while the learning rate times that stays below 2 (1 + 0.9).
    /// </summary>
    private static void CheckStability(SectionReader reader, Wording wording, double cescWeight, double learningRate, Shape maps, List<DiagnosticInfo> diagnostics)
    {
        const double Stable = 3.8;
        const double LargestShare = 0.5;
        var largestWeight = Stable / (2 * maps.Positions * learningRate * LargestShare);
        if (cescWeight > largestWeight)
        {
            diagnostics.Add(DiagnosticInfo.At(
                reader.SpanOf(RsgKeys.CescWeight),
                DiagnosticDescriptors.CentersUnstable,
                wording.Key(RsgKeys.CescWeight),
                Invariant.Text(cescWeight),
                Invariant.Text(learningRate),
                $"{Invariant.Text(maps.Height!.Value)} x {Invariant.Text(maps.Width!.Value)}",
                largestWeight.ToString("G2", System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    private static int PlanGenerateFromEpoch(ModelDeclaration declaration, TrainingPlan training, List<DiagnosticInfo> diagnostics)
    {
        var reader = new SectionReader(declaration.Find(SectionNames.Train), declaration.Wording);
        var epoch = reader.OptionalWhole(TrainKeys.GenerateFromEpoch) ?? training.BoundaryEpoch;
        if (declaration.Find(SectionNames.Rsg) is not { } rsg)
        {
            // A baseline is often the same declaration without its RSG; the epoch then means nothing, and that is no mistake.
            return epoch;
        }

        var span = reader.Has(TrainKeys.GenerateFromEpoch) ? reader.SpanOf(TrainKeys.GenerateFromEpoch) : rsg.Span;
        if (epoch == 0)
        {
            diagnostics.Add(NoFirstPhase(reader, declaration.Wording, training.Epochs));
        }
        else if (epoch >= training.Epochs && (reader.Has(TrainKeys.GenerateFromEpoch) || !reader.Has(TrainKeys.BoundaryEpoch)))
        {
            // Of a declared boundary that is never reached, the training has been told.
            diagnostics.Add(TrainingPlanner.NeverReached(span, declaration.Wording.Key(TrainKeys.GenerateFromEpoch), epoch, training.Epochs, "the RSG never generates a sample"));
        }

        return epoch;
    }

    /// <summary>Says it of what was written: the epoch itself, the boundary that it follows, or so few epochs that the boundary is the first.</summary>
    private static DiagnosticInfo NoFirstPhase(SectionReader reader, Wording wording, int epochs)
    {
        foreach (var key in new[] { TrainKeys.GenerateFromEpoch, TrainKeys.BoundaryEpoch })
        {
            if (reader.Has(key))
            {
                var written = wording.Key(key);
                return DiagnosticInfo.At(
                    reader.SpanOf(key), DiagnosticDescriptors.NoFirstPhase, $"{written} is 0", $"let {written} be the epoch in which the learning rate is first decayed, or leave it out") with
                {
                    Remedy = new(RemedyKind.RemoveArgument, written),
                };
            }
        }

        // Of two epochs already, 80 % leave one to the first phase.
        var number = wording.Key(TrainKeys.Epochs);
        return DiagnosticInfo.At(
            reader.SpanOf(TrainKeys.Epochs), DiagnosticDescriptors.NoFirstPhase, $"{number} is {Invariant.Text(epochs)}", $"let {number} be at least 2");
    }
}
