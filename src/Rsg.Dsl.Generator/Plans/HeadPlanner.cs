using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans;

/// <summary>Plans the head: the one that the loss needs, unless another is declared, which is held against it.</summary>
internal static class HeadPlanner
{
    public static HeadKind Plan(SectionReader reader, ModelDeclaration declaration, LossKind? loss, List<DiagnosticInfo> diagnostics)
    {
        var declared = reader.OptionalWord<HeadKind>(BackboneKeys.Head);
        if (loss is not null && declared is { } head)
        {
            Check(head, reader, declaration, loss, diagnostics);
        }

        return declared ?? loss?.NeededHead ?? HeadKind.Linear;
    }

    private static void Check(HeadKind head, SectionReader reader, ModelDeclaration declaration, LossKind loss, List<DiagnosticInfo> diagnostics)
    {
        if (head == loss.NeededHead)
        {
            return;
        }

        var wording = declaration.Wording;
        var remedy = new Remedy(RemedyKind.RemoveArgument, wording.Key(BackboneKeys.Head));
        if (declaration.Find(SectionNames.Loss) is { } section)
        {
            diagnostics.Add(DiagnosticInfo.At(
                reader.SpanOf(BackboneKeys.Head),
                DiagnosticDescriptors.HeadDoesNotFitLoss,
                section.Written,
                wording.KeyIsWord(BackboneKeys.Head, loss.NeededHead.ToString()),
                $"this is {wording.KeyIsWord(BackboneKeys.Head, head.ToString())}",
                $"remove {wording.Key(BackboneKeys.Head)}, and the right one is chosen") with { Remedy = remedy });
        }
        else
        {
            diagnostics.Add(DiagnosticInfo.At(
                reader.SpanOf(BackboneKeys.Head),
                DiagnosticDescriptors.CosinesNotScaled,
                wording.KeyIsWord(BackboneKeys.Head, head.ToString()),
                $"{wording.Part(loss.Schema)}, which is the default,",
                $"remove {wording.Key(BackboneKeys.Head)}, or use {wording.Part(LossCatalogue.Ldam.Schema)}") with { Remedy = remedy });
        }
    }
}
