namespace Rsg.Dsl.Diagnostics;

/// <summary>The one change to the code that mends what a diagnostic says, where there is such a one: what an editor offers.</summary>
/// <param name="Kind">What is done, at the diagnostic's place.</param>
/// <param name="Text">What with, as <see cref="RemedyKind"/> says.</param>
internal sealed record Remedy(RemedyKind Kind, string Text = "");

/// <summary>What an editor can do at the place of a diagnostic. The names are read by Rsg.Dsl.CodeFixes.</summary>
internal enum RemedyKind
{
    /// <summary>The class gets the word <c>partial</c>.</summary>
    MakePartial,

    /// <summary>The class loses a modifier: the text.</summary>
    RemoveModifier,

    /// <summary>The class gets an attribute: the text, without brackets.</summary>
    AddAttribute,

    /// <summary>The attribute goes.</summary>
    RemoveAttribute,

    /// <summary>The argument of an attribute goes; the text is its name.</summary>
    RemoveArgument,

    /// <summary>The value becomes the text, as it stands in C#.</summary>
    ReplaceValue,

    /// <summary>The member becomes a layer of another class; the text is the full name of the class.</summary>
    ReplaceLayer,
}
