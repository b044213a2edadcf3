using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Networks.Backbones;
using Rsg.Dsl.Plans.OwnNetworks;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans;

/// <summary>Plans the network: which one, for which images and how many classes, with which head.</summary>
internal static class NetworkPlanner
{
    /// <summary>Stands in for a number of classes that is not known.</summary>
    private const int FewestClasses = 2;

    /// <summary>
    /// The network, or <c>null</c> where it is not known which. Where only a number is wrong, the network of a usual number stands in for
    /// it, so that the rest of the declaration is still held against something.
    /// </summary>
    public static NetworkGraph? Plan(ModelDeclaration declaration, LossKind? loss, List<DiagnosticInfo> diagnostics, out ClassPlan classes)
    {
        classes = new ClassPlan(null, []);
        var section = declaration.Find(SectionNames.Backbone);
        if (section is null)
        {
            var first = declaration.Sections[0];
            diagnostics.Add(DiagnosticInfo.At(first.Span, DiagnosticDescriptors.NoNetwork, first.Written, declaration.Type.Name, declaration.Wording.ExampleNetwork) with
            {
                Remedy = new(RemedyKind.AddAttribute, declaration.Wording.ExampleNetwork.Trim('[', ']')),
            });
            return null;
        }

        var reader = new SectionReader(section, declaration.Wording);
        classes = ClassPlanner.Plan(declaration, section, diagnostics);
        var head = PlanHead(reader, declaration, loss, diagnostics);
        if (declaration.Find(SectionNames.Network) is { } own)
        {
            return PlanOwn(declaration, own, reader, classes.Count ?? FewestClasses, head, diagnostics);
        }

        var channels = reader.OptionalWhole(BackboneKeys.Channels);
        var height = reader.OptionalWhole(BackboneKeys.Height);
        var width = reader.OptionalWhole(BackboneKeys.Width);

        if (reader.Has(BackboneKeys.Name) && reader.Text(BackboneKeys.Name) is null)
        {
            return null;
        }

        var name = reader.Text(BackboneKeys.Name) ?? "";
        if (BackboneCatalogue.Find(name) is not { } backbone)
        {
            diagnostics.Add(DiagnosticInfo.At(
                reader.SpanOf(BackboneKeys.Name),
                DiagnosticDescriptors.UnknownBackbone,
                QuotedText.Of(name),
                NearestName.Hint(name, BackboneCatalogue.Names),
                string.Join(", ", BackboneCatalogue.Names)) with { Remedy = NearestName.Remedy(name, BackboneCatalogue.Names) });
            return null;
        }

        var usual = backbone.DefaultInput;
        var input = Shape.Maps(channels ?? usual.Channels, Side(BackboneKeys.Height, height) ?? usual.Height!.Value, Side(BackboneKeys.Width, width) ?? usual.Width!.Value);
        return backbone.Build(input, classes.Count ?? FewestClasses, head);

        int? Side(Key key, int? side)
        {
            if (side < backbone.SmallestSide && key == BackboneKeys.Width && side == height)
            {
                // A square image is too small once.
                return null;
            }

            if (side < backbone.SmallestSide)
            {
                diagnostics.Add(DiagnosticInfo.At(
                    reader.SpanOf(key),
                    DiagnosticDescriptors.ImageTooSmall,
                    section.Find(key.Name)!.Written,
                    Invariant.Text(side.Value),
                    backbone.Name,
                    Invariant.Text(backbone.SmallestSide)));
                return null;
            }

            return side;
        }
    }

    private static NetworkGraph PlanOwn(ModelDeclaration declaration, Section network, SectionReader reader, int classes, HeadKind head, List<DiagnosticInfo> diagnostics)
    {
        if (reader.Has(BackboneKeys.Name))
        {
            diagnostics.Add(DiagnosticInfo.At(reader.SpanOf(BackboneKeys.Name), DiagnosticDescriptors.SeveralNetworks, declaration.Type.Name));
        }
        else if (!reader.Has(BackboneKeys.Channels))
        {
            diagnostics.Add(DiagnosticInfo.At(network.Span, DiagnosticDescriptors.InputMissing, declaration.Type.Name, "channels, height and width", "input: [3, 32, 32]"));
        }

        var images = reader.OptionalWhole(BackboneKeys.Channels) is { } channels && reader.OptionalWhole(BackboneKeys.Height) is { } height && reader.OptionalWhole(BackboneKeys.Width) is { } width
            ? Shape.Maps(channels, height, width)
            : null;
        return OwnNetworkPlanner.Plan(declaration, network, images, classes, head, diagnostics);
    }

    private static HeadKind PlanHead(SectionReader reader, ModelDeclaration declaration, LossKind? loss, List<DiagnosticInfo> diagnostics)
    {
        var declared = reader.OptionalWord<HeadKind>(BackboneKeys.Head);
        if (loss is not null && declared is { } head)
        {
            CheckHead(head, reader, declaration, loss, diagnostics);
        }

        return declared ?? loss?.NeededHead ?? HeadKind.Linear;
    }

    private static void CheckHead(HeadKind head, SectionReader reader, ModelDeclaration declaration, LossKind loss, List<DiagnosticInfo> diagnostics)
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
