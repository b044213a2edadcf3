using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Declarations;

/// <summary>Everything that was said about one model, and where. Whether it was said in C# or in a file shows only in the words of messages.</summary>
/// <param name="Type">The class that is to be generated.</param>
/// <param name="TypeSpan">Where its name stands.</param>
/// <param name="Obstacles">What keeps a generated part from being added to the class.</param>
/// <param name="Members">Members of the project's own that a generated one could not stand beside.</param>
/// <param name="Sections">The parts, in the order in which they stand.</param>
/// <param name="Wording">How a message names what is not written in it.</param>
/// <param name="IsBroken">Whether the compiler itself could not read a value; it has then said so already.</param>
internal sealed record ModelDeclaration(
    ModelType Type,
    SourceSpan TypeSpan,
    EquatableArray<ClassObstacle> Obstacles,
    EquatableArray<OwnMember> Members,
    EquatableArray<Section> Sections,
    Wording Wording,
    bool IsBroken)
{
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

/// <summary>A reason why no generated part can be added to a class.</summary>
internal enum ClassObstacle
{
    NotPartial,
    Nested,
    Generic,
    Static,
    Record,
    FileLocal,
    BaseClass,
    NameOfMember,
}
