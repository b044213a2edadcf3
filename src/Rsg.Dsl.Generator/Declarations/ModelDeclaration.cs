using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Declarations;

/// <summary>Everything that was said about one model, and where. Whether it was said in C# or in a file shows only in the words of messages.</summary>
/// <param name="Namespace">The namespace of the class that is to be generated; empty for the global one.</param>
/// <param name="Name">Its name, without an <c>@</c>.</param>
/// <param name="TypeSpan">Where its name stands.</param>
/// <param name="Sections">The parts, in the order in which they stand.</param>
/// <param name="Wording">How a message names what is not written in it.</param>
/// <param name="IsBroken">Whether a value could not be read at all, which has been said already.</param>
/// <param name="Facts">What the project says of the class; a file does not know it.</param>
internal sealed record ModelDeclaration(
    string Namespace,
    string Name,
    SourceSpan TypeSpan,
    EquatableArray<Section> Sections,
    Wording Wording,
    bool IsBroken,
    TypeFacts Facts)
{
    /// <summary>Where the namespace stands, if the declaration says it.</summary>
    public SourceSpan? NamespaceSpan { get; init; }

    /// <summary>Members of the project's own that are marked as parts of its network.</summary>
    public EquatableArray<ModuleMember> Modules { get; init; }

    /// <summary>The class that is to be generated.</summary>
    public ModelType Type => new(Namespace, Name, Facts.Accessibility, Facts.HiddenNames, Facts.HasCaseTwin) { IsAbstract = Facts.IsAbstract };

    /// <summary>The name with its namespace.</summary>
    public string FullName => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";

    public Section? Find(string name)
    {
        foreach (var section in Sections)
        {
            if (section.Name == name)
            {
                return section;
            }
        }

        return null;
    }
}
