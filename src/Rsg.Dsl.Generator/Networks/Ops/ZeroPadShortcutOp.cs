using Rsg.Dsl.Emission;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>The shortcut without parameters (option A of He et al. 2016): every stride-th pixel, new channels filled with zeros.</summary>
internal sealed record ZeroPadShortcutOp(Dim InChannels, Dim OutChannels, Dim Stride) : Op
{
    public override string ModuleType => "ZeroPadShortcut";

    public override Op Bind(IReadOnlyDictionary<string, int> arguments)
        => new ZeroPadShortcutOp(InChannels.Bind(arguments), OutChannels.Bind(arguments), Stride.Bind(arguments));

    public override Shape Infer(Shape input)
        => Shape.Maps(OutChannels.Value, Subsample(input.Height!.Value), Subsample(input.Width!.Value));

    public override string Construct(TypeNames names) => $"new {names["ZeroPadShortcut"]}({InChannels}, {OutChannels}, {Stride})";

    private int Subsample(int size) => (size + Stride.Value - 1) / Stride.Value;
}
