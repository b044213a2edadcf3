using Rsg.Dsl.Collections;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans.Recipes;

/// <summary>A published setting.</summary>
/// <param name="Name">Its name in a declaration.</param>
/// <param name="Title">What it is of.</param>
/// <param name="Networks">The networks that it was published with, and their input.</param>
/// <param name="Data">The images, and how a training set of them is made.</param>
/// <param name="Values">Its values, in the order of the parts.</param>
internal sealed record Recipe(string Name, string Title, string Networks, string Data, EquatableArray<RecipeValue> Values)
{
    /// <summary>How many epochs it was published with.</summary>
    public int Epochs => (int)((Setting.Number)Values.First(static value => value.Key == TrainKeys.Epochs).Setting).Amount;
}
