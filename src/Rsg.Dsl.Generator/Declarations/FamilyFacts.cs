namespace Rsg.Dsl.Declarations;

/// <summary>The variants of a file, and what the project says of the class that lists them.</summary>
internal sealed record FamilyFacts(VariantFamily Family, TypeFacts Facts)
{
    /// <summary>The class that lists them.</summary>
    public ModelType Type => new(Family.Namespace, Family.Name, Facts.Accessibility, Facts.HiddenNames, Facts.HasCaseTwin);
}
