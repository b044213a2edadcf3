using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Schema;

/// <summary>What can be said of a published setting.</summary>
internal static class RecipeKeys
{
    public static readonly Key Name = Key.Text("name", "The name of the setting.") with { IsRequired = true };

    public static readonly EquatableArray<Key> All = [Name];
}
