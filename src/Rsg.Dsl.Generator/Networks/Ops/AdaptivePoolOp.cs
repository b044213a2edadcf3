using Rsg.Dsl.Naming;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>Pools maps of any size to maps of one size.</summary>
internal sealed record AdaptivePoolOp(Extent Size, bool IsMax) : Op
{
    private static readonly Key SizeKey = Key.Extent("size", WindowKeys.Sizes, "The height and width that come out.") with { IsRequired = true };

    public static readonly OpSyntax AverageSyntax = new(
        "adaptiveAvgPool", "", "Means over as many windows as maps of one size have values.", [SizeKey], static said => new AdaptivePoolOp(said.Extent(SizeKey), IsMax: false));

    public static readonly OpSyntax MaxSyntax = new(
        "adaptiveMaxPool", "", "Largest values of as many windows as maps of one size have values.", [SizeKey], static said => new AdaptivePoolOp(said.Extent(SizeKey), IsMax: true));

    public override string Title => IsMax ? "AdaptiveMaxPool2d" : "AdaptiveAvgPool2d";

    public override bool OutputMayBeOverwritten => true;

    public override IEnumerable<Dim> AppliedNumbers => [Size.Height, Size.Width];

    public override Shape Infer(Shape input, Bindings bindings)
        => Shape.Maps(input.RequireMaps().Channels, bindings.Whole(Size.Height, "size"), bindings.Whole(Size.Width, "size"));

    public override Flow Pass(Flow flow) => flow with { Positions = Size.Height * Size.Width };

    public override string Apply(TypeNames names, string field, string input, bool mayOverwrite) => IsMax
        ? $"{names["nn"]}.functional.adaptive_max_pool2d({input}, [{Size.Height}, {Size.Width}])"
        : $"{names["nn"]}.functional.adaptive_avg_pool2d({input}, {Size.Text(asTuple: !Size.IsSquare)})";

    public override string Export(string field, string input) => $"{Onnx}.{(IsMax ? "AdaptiveMaxPool" : "AdaptiveAvgPool")}({input}, {Size.Text(asTuple: !Size.IsSquare)})";
}
