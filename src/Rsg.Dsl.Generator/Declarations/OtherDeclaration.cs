using Microsoft.CodeAnalysis;

namespace Rsg.Dsl.Declarations;

/// <summary>An attribute of ours on a class that a file declares.</summary>
/// <param name="Attribute">The attribute: <c>[Backbone]</c>.</param>
/// <param name="File">The name of the file in which it stands.</param>
/// <param name="IsModel">Whether it makes the class a model by itself.</param>
internal sealed record OtherDeclaration(string Attribute, string File, bool IsModel)
{
    /// <summary>The attribute that makes the class a model or, where that is missing, the first one of ours.</summary>
    public static OtherDeclaration? Find(INamedTypeSymbol type)
    {
        OtherDeclaration? first = null;
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is { } attributeClass && AttributeNames.Find(attributeClass.ToDisplayString()) is { } schema)
            {
                var path = attribute.ApplicationSyntaxReference?.SyntaxTree.FilePath ?? "";
                var found = new OtherDeclaration($"[{schema.Attribute}]", Path.GetFileName(path), AttributeNames.IsNetwork(schema.MetadataName));
                if (found.IsModel)
                {
                    return found;
                }

                first ??= found;
            }
        }

        return first;
    }
}
