using Microsoft.CodeAnalysis;
using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>The variants of a file among all models of files.</summary>
/// <param name="Family">The variants.</param>
/// <param name="Hiding">The names of library types that files declare in the namespace too.</param>
/// <param name="HasCaseTwin">Whether files declare a type whose full name differs from the family's only in upper and lower case.</param>
internal sealed record ResolvedFamily(VariantFamily Family, EquatableArray<string> Hiding, bool HasCaseTwin)
{
    /// <summary>The family with what the project says of the class that lists it.</summary>
    public FamilyFacts WithFacts(Compilation compilation)
    {
        var facts = TypeFacts.Find(compilation, Family.Namespace, Family.Name, Hiding);
        return new FamilyFacts(Family, facts with { HasCaseTwin = facts.HasCaseTwin || HasCaseTwin });
    }
}
