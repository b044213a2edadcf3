using Rsg.Dsl.Networks.Ops;

namespace Rsg.Dsl.Networks;

/// <summary>The classifier at the end of a network.</summary>
internal enum HeadKind
{
    Linear,
    Cosine,
}

/// <summary>Makes the classifier.</summary>
internal static class HeadLayer
{
    /// <summary>The classifier, by the name that the released code gives it in its CIFAR networks.</summary>
    public static Layer Of(HeadKind kind, int features, int classes) => new("linear", kind switch
    {
        HeadKind.Cosine => new NormedLinearOp(features, classes),
        _ => new LinearOp(features, classes),
    });
}
