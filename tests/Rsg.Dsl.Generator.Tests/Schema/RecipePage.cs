using System.Text;
using Rsg.Dsl.Plans.Recipes;

namespace Rsg.Dsl.Generator.Tests.Schema;

/// <summary>Writes docs/recipes.md from the catalogue of recipes: every value, where it is published, and what the released code has instead.</summary>
internal static class RecipePage
{
    private const string Head = """
        # Recipes

        A recipe is a published setting. `[Recipe("cifar-lt")]`, or `recipe: cifar-lt` in a file, fills in whatever the rest of the declaration leaves open:

        - It adds **no** loss, rebalancing or RSG, so that a baseline is the same declaration without one of them. The values of a part that is not declared do
          not count. The loop (`train`) and the images (`augmentation`) are always filled in.
        - What is said beside it wins. Who says `milestones`, `boundaryEpoch` or another `schedule` gets none of the recipe's decays.
        - Where `epochs` is said, milestones, boundary and warm-up are scaled in proportion and rounded down: `cifar-lt` with 40 epochs decays at 32 and 36, and
          with `Form = Released` at 31 and 35, one epoch before them as in a run of any other length.
        - With `Form = Released` the values in the last column stand in place of the paper's. A baseline without RSG has no form: say its milestones and warm-up.
        - Epochs count from 0. The paper's "160-th epoch" is 160 here, as in the released code of LDAM-DRW; counted from 1 it would be 159, as in RSG's.

        LDAM-DRW with RSG on long-tailed CIFAR-10, with every number of the paper:

        ```csharp
        [Recipe(Recipes.CifarLongTailed)]
        [Backbone(Backbones.ResNet32, Classes = 10)]
        [LdamLoss, Reweight(Deferred = true)]
        [RsgInsert]
        public partial class Cifar10LongTail;
        ```

        Places-LT starts from weights trained on ImageNet; [how they are loaded, and what is reported](evaluation.md).
        """;

    public static string Write()
    {
        var page = new StringBuilder(Head).Append('\n');
        foreach (var recipe in RecipeCatalogue.All)
        {
            page.Append($"\n## `{recipe.Name}`\n\n{recipe.Title}. Networks: {recipe.Networks}. Images: {recipe.Data}.\n\n");
            page.Append("| part | key | value | source | released code |\n|---|---|---|---|---|\n");
            foreach (var value in recipe.Values)
            {
                var part = value.Part.Kind is null ? value.Part.Section : $"{value.Part.Section}: {value.Part.Kind}";
                page.Append($"| `{part}` | `{value.Key.Name}` | {value.Setting} | {value.Source} | {Difference(value)} |\n".Replace("|  |", "| |", StringComparison.Ordinal));
            }
        }

        return page.ToString();
    }

    private static string Difference(RecipeValue value) => (value.EpochsEarlier > 0 ? value.Setting.Earlier(value.EpochsEarlier) : value.Released, value.Note) switch
    {
        ({ } released, { } note) => $"{released}: {note}",
        (null, { } note) => note,
        _ => "",
    };
}
