using Rsg.Dsl.Collections;
using Rsg.Dsl.Networks;

namespace Rsg.Dsl.Plans;

/// <summary>A classification loss that can be declared. A new loss is a row in <see cref="LossCatalogue"/> and a class in the runtime.</summary>
/// <param name="Name">The kind by which it is declared: <c>ldam</c>.</param>
/// <param name="TypeName">The runtime's class.</param>
/// <param name="NeededHead">The only head that it works with, or <c>null</c> where it takes any.</param>
/// <param name="NeedsClassCounts">Whether its constructor takes the class counts first.</param>
/// <param name="IsDisposable">Whether it holds tensors of its own.</param>
/// <param name="Parameters">Its own numbers, in the order of its constructor.</param>
internal sealed record LossKind(
    string Name,
    string TypeName,
    HeadKind? NeededHead,
    bool NeedsClassCounts,
    bool IsDisposable,
    EquatableArray<Parameter> Parameters);

/// <summary>Every loss.</summary>
internal static class LossCatalogue
{
    /// <summary>What is used when no loss is declared.</summary>
    public static readonly LossKind CrossEntropy = new("crossEntropy", "CrossEntropyLoss", NeededHead: null, NeedsClassCounts: false, IsDisposable: false, []);

    private static readonly IReadOnlyList<LossKind> All =
    [
        CrossEntropy,
        new("ldam", "LdamLoss", HeadKind.Cosine, NeedsClassCounts: true, IsDisposable: true,
        [
            new("maxMargin", 0.5, NumberRange.Above(0).Below(1)),
            new("scale", 30, NumberRange.Above(0)),
        ]),
    ];

    public static LossKind Get(string name) => All.First(kind => kind.Name == name);
}
