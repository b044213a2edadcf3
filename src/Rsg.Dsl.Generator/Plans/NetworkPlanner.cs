using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Networks.Backbones;
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
    public static NetworkGraph? Plan(ModelDeclaration declaration, LossKind loss, List<DiagnosticInfo> diagnostics, out int? classes)
    {
        classes = null;
        var section = declaration.Find(SectionNames.Backbone);
        if (section is null)
        {
            var first = declaration.Sections[0];
            diagnostics.Add(DiagnosticInfo.At(first.Span, DiagnosticDescriptors.NoNetwork, first.Written, declaration.Type.Name));
            return null;
        }

        var reader = new SectionReader(section, diagnostics);

        classes = reader.OptionalWhole(BackboneKeys.Classes);
        if (classes is null && !reader.Has(BackboneKeys.Classes))
        {
            diagnostics.Add(DiagnosticInfo.At(section.Span, DiagnosticDescriptors.ClassesMissing, declaration.Type.Name));
        }

        var head = PlanHead(reader, declaration, loss, diagnostics);
        var channels = reader.OptionalWhole(BackboneKeys.Channels);
        var height = reader.OptionalWhole(BackboneKeys.Height);
        var width = reader.OptionalWhole(BackboneKeys.Width);

        var name = reader.Text(BackboneKeys.Name) ?? "";
        if (BackboneCatalogue.Find(name) is not { } backbone)
        {
            diagnostics.Add(DiagnosticInfo.At(
                reader.SpanOf(BackboneKeys.Name),
                DiagnosticDescriptors.UnknownBackbone,
                QuotedText.Of(name),
                NearestName.Hint(name, BackboneCatalogue.Names),
                string.Join(", ", BackboneCatalogue.Names)));
            return null;
        }

        var usual = backbone.DefaultInput;
        var input = Shape.Maps(channels ?? usual.Channels, Side(BackboneKeys.Height, height) ?? usual.Height!.Value, Side(BackboneKeys.Width, width) ?? usual.Width!.Value);
        return backbone.Build(input, classes ?? FewestClasses, head);

        int? Side(Key key, int? side)
        {
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

    private static HeadKind PlanHead(SectionReader reader, ModelDeclaration declaration, LossKind loss, List<DiagnosticInfo> diagnostics)
    {
        var declared = reader.OptionalWord<HeadKind>(BackboneKeys.Head);
        if (declared is { } head && loss.NeededHead is { } needed && head != needed)
        {
            var written = declaration.Find(SectionNames.Loss)!.Written;
            diagnostics.Add(DiagnosticInfo.At(
                reader.SpanOf(BackboneKeys.Head), DiagnosticDescriptors.HeadDoesNotFitLoss, written, needed.ToString(), head.ToString()));
        }

        if (declared is HeadKind.Cosine && loss.NeededHead is null)
        {
            var written = declaration.Find(SectionNames.Loss)?.Written ?? "[CrossEntropyLoss], which is the default,";
            diagnostics.Add(DiagnosticInfo.At(reader.SpanOf(BackboneKeys.Head), DiagnosticDescriptors.CosinesNotScaled, written));
        }

        return declared ?? loss.NeededHead ?? HeadKind.Linear;
    }
}
