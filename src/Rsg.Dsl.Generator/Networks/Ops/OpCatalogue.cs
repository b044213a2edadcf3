namespace Rsg.Dsl.Networks.Ops;

/// <summary>Every op that a network in a file can have. A new op is a file beside this one and a row here.</summary>
internal static class OpCatalogue
{
    public static readonly IReadOnlyList<OpSyntax> All =
    [
        Conv2dOp.Syntax,
        BatchNorm2dOp.Syntax,
        GroupNormOp.Syntax,
        ReluOp.Syntax,
        .. ActivationOp.Syntaxes,
        PoolOp.MaxSyntax,
        PoolOp.AverageSyntax,
        GlobalPoolOp.AverageSyntax,
        GlobalPoolOp.MaxSyntax,
        AdaptivePoolOp.AverageSyntax,
        AdaptivePoolOp.MaxSyntax,
        DropoutOp.Syntax,
        DropoutOp.ChannelSyntax,
        FlattenOp.Syntax,
        LinearOp.Syntax,
    ];

    public static OpSyntax? Find(string name) => All.FirstOrDefault(op => op.Name == name);
}
