namespace Rsg.Dsl.Declarations;

/// <summary>Which attribute states which part of a declaration. A new attribute is a new row.</summary>
internal static class AttributeNames
{
    public const string Backbone = "Rsg.BackboneAttribute";

    /// <summary>Every attribute but the one that makes a class a model: metadata name, section and kind.</summary>
    public static readonly IReadOnlyList<(string MetadataName, string Section, string? Kind)> Companions =
    [
        ("Rsg.RsgInsertAttribute", SectionNames.Rsg, null),
        ("Rsg.CrossEntropyLossAttribute", SectionNames.Loss, "crossEntropy"),
        ("Rsg.LdamLossAttribute", SectionNames.Loss, "ldam"),
        ("Rsg.ReweightAttribute", SectionNames.Rebalance, "reweight"),
        ("Rsg.TrainAttribute", SectionNames.Train, null),
    ];

    /// <summary>The section and kind of an attribute class, or <c>null</c> where it is none of ours.</summary>
    public static (string Section, string? Kind)? Find(string metadataName)
    {
        if (metadataName == Backbone)
        {
            return (SectionNames.Backbone, null);
        }

        foreach (var (name, section, kind) in Companions)
        {
            if (name == metadataName)
            {
                return (section, kind);
            }
        }

        return null;
    }
}
