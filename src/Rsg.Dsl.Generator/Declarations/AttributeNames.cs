using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Declarations;

/// <summary>Which attribute states which part of a declaration.</summary>
internal static class AttributeNames
{
    /// <summary>The attribute that makes a class a model.</summary>
    public static readonly string Backbone = SectionSchemas.Backbone.MetadataName;

    /// <summary>Every attribute but the one that makes a class a model.</summary>
    public static readonly IReadOnlyList<SectionSchema> Companions = [.. SectionSchemas.All.Where(static schema => schema != SectionSchemas.Backbone)];

    /// <summary>What an attribute class states, or <c>null</c> where it is none of ours.</summary>
    public static SectionSchema? Find(string metadataName) => SectionSchemas.All.FirstOrDefault(schema => schema.MetadataName == metadataName);
}
