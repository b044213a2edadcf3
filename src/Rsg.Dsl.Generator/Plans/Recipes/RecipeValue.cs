using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans.Recipes;

/// <summary>One value of a recipe.</summary>
/// <param name="Part">The part of a declaration that it belongs to.</param>
/// <param name="Key">The key that it is of.</param>
/// <param name="Setting">The published value.</param>
/// <param name="Source">Where it is published.</param>
internal sealed record RecipeValue(SectionSchema Part, Key Key, Setting Setting, string Source)
{
    /// <summary>What the released code has instead, which <c>Form = Released</c> asks for.</summary>
    public Setting? Released { get; init; }

    /// <summary>How many epochs earlier than the paper the released code has it, in a run of any length.</summary>
    public int EpochsEarlier { get; init; }

    /// <summary>How the released code differs, where that is worth a note.</summary>
    public string? Note { get; init; }
}
