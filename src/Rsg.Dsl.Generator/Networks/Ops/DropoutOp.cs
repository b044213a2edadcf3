using Rsg.Dsl.Naming;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>
/// Sets values, or whole channels, to zero at random in training. In evaluation it gives its input under another handle, so that nothing may
/// overwrite what comes out.
/// </summary>
internal sealed record DropoutOp(double Rate, bool DropsChannels = false) : Op
{
    private static readonly Key RateKey = Key.Number("p", 0.5, NumberRange.AtLeast(0).Below(1), "The share of values that are dropped.");

    public static readonly OpSyntax Syntax = new(
        "dropout", "", "Sets values to zero at random in training.", [RateKey], static said => new DropoutOp(said.Number(RateKey)));

    public static readonly OpSyntax ChannelSyntax = new(
        "dropout2d", "", "Sets whole channels to zero at random in training.", [RateKey], static said => new DropoutOp(said.Number(RateKey), DropsChannels: true));

    public override string Title => DropsChannels ? "Dropout2d" : "Dropout";

    public override Shape Infer(Shape input, Bindings bindings) => DropsChannels ? input.RequireMaps() : input;

    public override string Describe(Bindings bindings) => $"p {Invariant.Text(Rate)}";

    public override string Apply(TypeNames names, string field, string input, bool mayOverwrite)
        => $"{names["nn"]}.functional.{(DropsChannels ? "dropout2d" : "dropout")}({input}, {Invariant.Text(Rate)}, training)";

    public override string Export(string field, string input) => input;
}
