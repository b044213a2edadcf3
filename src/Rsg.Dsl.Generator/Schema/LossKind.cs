using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Schema;

/// <summary>A classification loss that can be declared. A new loss is a row in <see cref="LossCatalogue"/>, an attribute and a class in the runtime.</summary>
/// <param name="Schema">How it is declared; the runtime's class has the name of the attribute.</param>
/// <param name="NeededHead">The only head that it works with, or <c>null</c> where it takes any.</param>
/// <param name="NeedsClassCounts">Whether its constructor takes the class counts first.</param>
/// <param name="IsDisposable">Whether it holds tensors of its own.</param>
internal sealed record LossKind(SectionSchema Schema, HeadKind? NeededHead, bool NeedsClassCounts, bool IsDisposable)
{
    /// <summary>The runtime's class.</summary>
    public string TypeName => Schema.Attribute;

    /// <summary>Its own numbers, in the order of its constructor.</summary>
    public EquatableArray<Key> Parameters => Schema.Keys;
}

/// <summary>Every loss.</summary>
internal static class LossCatalogue
{
    /// <summary>What is used when no loss is declared.</summary>
    public static readonly LossKind CrossEntropy = new(
        new SectionSchema(SectionNames.Loss, "crossEntropy", "CrossEntropyLoss", "Cross-entropy.", []),
        NeededHead: null,
        NeedsClassCounts: false,
        IsDisposable: false);

    /// <summary>The loss that messages name to those who have cosines.</summary>
    public static readonly LossKind Ldam = new(
        new SectionSchema(SectionNames.Loss, "ldam", "LdamLoss", "Label-distribution-aware margins on cosines (LDAM, Cao et al. 2019).",
        [
            Key.Number("maxMargin", 0.5, NumberRange.Above(0).Below(1), "The largest margin, that of the rarest class."),
            Key.Number("scale", 30, NumberRange.Above(0), "The factor on the cosines before the softmax."),
        ]),
        HeadKind.Cosine,
        NeedsClassCounts: true,
        IsDisposable: true);

    public static readonly IReadOnlyList<LossKind> All = [CrossEntropy, Ldam];

    /// <summary>The loss of a name, or <c>null</c> where there is none.</summary>
    public static LossKind? Find(string? name) => All.FirstOrDefault(kind => kind.Schema.Kind == name);
}
