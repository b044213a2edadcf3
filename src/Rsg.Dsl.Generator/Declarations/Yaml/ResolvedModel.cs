using Microsoft.CodeAnalysis;
using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>A model of a file among all models of files.</summary>
/// <param name="Declaration">Its declaration.</param>
/// <param name="Hiding">The names of library types that files declare in the model's namespace too: generated types that no compilation shows.</param>
/// <param name="HasCaseTwin">Whether files declare a type whose full name differs only in upper and lower case.</param>
internal sealed record ResolvedModel(ModelDeclaration Declaration, EquatableArray<string> Hiding, bool HasCaseTwin)
{
    /// <summary>The declaration with what the project says of its class.</summary>
    public ModelDeclaration WithFacts(Compilation compilation)
    {
        var facts = TypeFacts.Find(compilation, Declaration.Namespace, Declaration.Name, Hiding);
        return Declaration with { Facts = facts with { HasCaseTwin = facts.HasCaseTwin || HasCaseTwin } };
    }
}
