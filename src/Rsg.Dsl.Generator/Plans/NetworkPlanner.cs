using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Networks.Backbones;
using Rsg.Dsl.Plans.WrittenNetworks;
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
        var head = HeadPlanner.Plan(reader, declaration, loss, diagnostics);
        return declaration.Find(SectionNames.Network) is { } network
            ? PlanWrittenOut(declaration, network, reader, classes.Count ?? FewestClasses, head, diagnostics)
            : PlanFromCatalogue(reader, classes.Count ?? FewestClasses, head, diagnostics);
    }

    private static NetworkGraph? PlanFromCatalogue(SectionReader reader, int classes, HeadKind head, List<DiagnosticInfo> diagnostics)
    {
        var channels = reader.OptionalWhole(BackboneKeys.Channels);
        var height = reader.OptionalWhole(BackboneKeys.Height);
        var width = reader.OptionalWhole(BackboneKeys.Width);
        if (FindBackbone(reader, diagnostics) is not { } backbone)
        {
            return null;
        }

        if (width == height && width < backbone.SmallestSide)
        {
            // A square image is too small once.
            width = null;
        }

        var usual = backbone.DefaultInput;
        var input = Shape.Maps(channels ?? usual.Channels, Side(BackboneKeys.Height, height) ?? usual.Height!.Value, Side(BackboneKeys.Width, width) ?? usual.Width!.Value);
        return backbone.Build(input, classes, head);

        int? Side(Key key, int? side)
        {
            if (side is null || side >= backbone.SmallestSide)
            {
                return side;
            }

            diagnostics.Add(DiagnosticInfo.At(
                reader.SpanOf(key),
                DiagnosticDescriptors.ImageTooSmall,
                reader.Written(key),
                Invariant.Text(side.Value),
                backbone.Name,
                Invariant.Text(backbone.SmallestSide)));
            return null;
        }
    }

    private static IBackbone? FindBackbone(SectionReader reader, List<DiagnosticInfo> diagnostics)
    {
        if (reader.Has(BackboneKeys.Name) && reader.Text(BackboneKeys.Name) is null)
        {
            // What is written is no text, which has been said.
            return null;
        }

        var name = reader.Text(BackboneKeys.Name) ?? "";
        if (BackboneCatalogue.Find(name) is { } backbone)
        {
            return backbone;
        }

        diagnostics.Add(DiagnosticInfo.At(
            reader.SpanOf(BackboneKeys.Name),
            DiagnosticDescriptors.UnknownBackbone,
            QuotedText.Of(name),
            NearestName.Hint(name, BackboneCatalogue.Names),
            string.Join(", ", BackboneCatalogue.Names)) with { Remedy = NearestName.Remedy(name, BackboneCatalogue.Names) });
        return null;
    }

    private static NetworkGraph PlanWrittenOut(ModelDeclaration declaration, Section network, SectionReader reader, int classes, HeadKind head, List<DiagnosticInfo> diagnostics)
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
        return WrittenNetworkPlanner.Plan(declaration, network, images, classes, head, diagnostics);
    }
}
