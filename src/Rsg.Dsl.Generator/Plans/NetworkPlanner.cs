using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Networks.Backbones;

namespace Rsg.Dsl.Plans;

/// <summary>Plans the network: which one, for which images and how many classes, with which head.</summary>
internal static class NetworkPlanner
{
    private const int FewestClasses = 2;

    private static readonly NumberRange ClassRange = NumberRange.AtLeast(FewestClasses).AtMost(1_000_000);
    private static readonly NumberRange ChannelRange = NumberRange.AtLeast(1).AtMost(65_536);
    private static readonly NumberRange SideRange = NumberRange.AtLeast(1).AtMost(65_536);

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

        classes = reader.OptionalWhole("classes", ClassRange);
        if (classes is null && !reader.Has("classes"))
        {
            diagnostics.Add(DiagnosticInfo.At(section.Span, DiagnosticDescriptors.ClassesMissing, declaration.Type.Name));
        }

        var head = PlanHead(reader, declaration, loss, diagnostics);
        var channels = reader.OptionalWhole("channels", ChannelRange);
        var height = reader.OptionalWhole("height", SideRange);
        var width = reader.OptionalWhole("width", SideRange);

        var name = reader.Text("name") ?? "";
        if (BackboneCatalogue.Find(name) is not { } backbone)
        {
            diagnostics.Add(DiagnosticInfo.At(
                reader.SpanOf("name"),
                DiagnosticDescriptors.UnknownBackbone,
                QuotedText.Of(name),
                NearestName.Hint(name, BackboneCatalogue.Names),
                string.Join(", ", BackboneCatalogue.Names)));
            return null;
        }

        var usual = backbone.DefaultInput;
        var input = Shape.Maps(channels ?? usual.Channels, Side("height", height) ?? usual.Height!.Value, Side("width", width) ?? usual.Width!.Value);
        return backbone.Build(input, classes ?? FewestClasses, head);

        int? Side(string key, int? side)
        {
            if (side < backbone.SmallestSide)
            {
                diagnostics.Add(DiagnosticInfo.At(
                    reader.SpanOf(key),
                    DiagnosticDescriptors.ImageTooSmall,
                    section.Find(key)!.Written,
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
        var declared = reader.Word<HeadKind>("head");
        if (declared is { } head && loss.NeededHead is { } needed && head != needed)
        {
            var written = declaration.Find(SectionNames.Loss)!.Written;
            diagnostics.Add(DiagnosticInfo.At(
                reader.SpanOf("head"), DiagnosticDescriptors.HeadDoesNotFitLoss, written, needed.ToString(), head.ToString()));
        }

        if (declared is HeadKind.Cosine && loss.NeededHead is null)
        {
            var written = declaration.Find(SectionNames.Loss)?.Written ?? "[CrossEntropyLoss], which is the default,";
            diagnostics.Add(DiagnosticInfo.At(reader.SpanOf("head"), DiagnosticDescriptors.CosinesNotScaled, written));
        }

        return declared ?? loss.NeededHead ?? HeadKind.Linear;
    }
}
