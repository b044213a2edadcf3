using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Declarations;

/// <summary>Which attribute states which part of a declaration.</summary>
internal static class AttributeNames
{
    /// <summary>On a member of a network of the user's own modules: the stage that it belongs to.</summary>
    public const string Stage = "Rsg.StageAttribute";

    /// <summary>On a member of a network of the user's own modules: that it ends the network.</summary>
    public const string Head = "Rsg.HeadAttribute";

    /// <summary>Every attribute of a class.</summary>
    public static readonly IReadOnlyList<SectionSchema> All = [.. SectionSchemas.All, SectionSchemas.OwnModules];

    /// <summary>The attribute that makes a class a model with a network of the catalogue.</summary>
    public static readonly string Backbone = SectionSchemas.Backbone.MetadataName;

    /// <summary>The attribute that makes a class a model with a network of its own members.</summary>
    public static readonly string Network = SectionSchemas.OwnModules.MetadataName;

    /// <summary>Every attribute but those that make a class a model.</summary>
    public static readonly IReadOnlyList<SectionSchema> Companions = [.. All.Where(static schema => !IsNetwork(schema.MetadataName))];

    /// <summary>Whether an attribute makes a class a model.</summary>
    public static bool IsNetwork(string metadataName) => metadataName == Backbone || metadataName == Network;

    /// <summary>What an attribute class states, or <c>null</c> where it is none of ours.</summary>
    public static SectionSchema? Find(string metadataName) => All.FirstOrDefault(schema => schema.MetadataName == metadataName);
}
