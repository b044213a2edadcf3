using Rsg.Dsl.Naming;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>Normalisation over groups of channels of one sample, with a scale and a shift per channel.</summary>
internal sealed record GroupNormOp(Dim Groups, Dim Channels) : Op
{
    private static readonly Key GroupsKey = Key.Whole("groups", 32, NumberRange.AtLeast(1).AtMost(65_536), "How many groups; they divide the channels.");

    public static readonly OpSyntax Syntax = new(
        "groupNorm", "gn", "Normalisation over groups of channels of one sample.", [GroupsKey], static said => new GroupNormOp(said.Whole(GroupsKey), said.Channels));

    public override string Title => "GroupNorm";

    public override string ModuleType => "MapGroupNorm";

    public override bool OutputMayBeOverwritten => true;

    public override Shape Infer(Shape input, Bindings bindings)
    {
        var (groups, channels) = (bindings.Whole(Groups, "groups"), bindings.Whole(Channels, "channels"));
        RequireChannels(input.RequireMaps(), channels);
        return channels % groups == 0
            ? input
            : throw new ShapeException($"{Invariant.Text(groups)} groups do not divide the {Invariant.Text(channels)} channels that arrive", "groups");
    }

    public override long CountParameters(Bindings bindings) => 2L * bindings.Whole(Channels, "channels");

    public override string Describe(Bindings bindings) => $"groups {Invariant.Text(bindings.Whole(Groups, "groups"))}";

    public override string Construct(TypeNames names) => $"new {names[ModuleType]}({Groups}, {Channels})";

    public override string Export(string field, string input) => $"{Onnx}.GroupNorm({field}, {input})";
}
