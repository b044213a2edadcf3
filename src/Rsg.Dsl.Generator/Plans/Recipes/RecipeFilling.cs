using Rsg.Dsl.Collections;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans.Recipes;

/// <summary>
/// Fills a recipe into what a declaration leaves open: whatever is said beside it wins. It adds no loss, no rebalancing and no RSG, so that
/// a baseline is the same declaration without one of them.
/// </summary>
internal static class RecipeFilling
{
    /// <summary>The declaration with the recipe's values, each at the place where the recipe is named.</summary>
    public static ModelDeclaration Apply(ModelDeclaration declaration, List<DiagnosticInfo> diagnostics)
    {
        if (declaration.Find(SectionNames.Recipe) is not { } section || new SectionReader(section, declaration.Wording).Text(RecipeKeys.Name) is not { } name)
        {
            return declaration;
        }

        if (RecipeCatalogue.Find(name) is not { } recipe)
        {
            var known = declaration.Wording.None is { } none ? RecipeCatalogue.Names.Append(none) : RecipeCatalogue.Names;
            diagnostics.Add(DiagnosticInfo.At(
                section.Find(RecipeKeys.Name.Name)!.Value.Span,
                DiagnosticDescriptors.UnknownRecipe,
                QuotedText.Of(name),
                NearestName.Hint(name, known),
                string.Join(", ", known)) with { Remedy = NearestName.Remedy(name, known) });
            return declaration;
        }

        var isReleased = TrainingPlanner.IsReleasedForm(declaration);
        var epochs = new SectionReader(declaration.Find(SectionNames.Train), declaration.Wording) is var train && train.Has(TrainKeys.Epochs) ? train.OptionalWhole(TrainKeys.Epochs) : null;
        var sections = declaration.Sections.ToList();
        foreach (var part in new[] { SectionSchemas.Train, SectionSchemas.Augmentation }.Where(part => declaration.Find(part.Section) is null))
        {
            sections.Add(new Section(part.Section, null, section.Written, section.Span, []));
        }

        return declaration with { Sections = sections.Select(Fill).ToEquatableArray() };

        Section Fill(Section open)
        {
            var added = recipe.Values
                .Where(value => value.Part.Section == open.Name && value.Part.Kind == open.Kind && IsOpen(value.Key, open))
                .Select(value => new Entry(value.Key.Name, declaration.Wording.Key(value.Key), section.Span, ValueOf(value).At(section.Span, declaration.Wording)));
            return open with { Entries = open.Entries.Concat(added).ToEquatableArray() };
        }

        Setting ValueOf(RecipeValue value)
        {
            var setting = isReleased && value.Released is { } released ? released : value.Setting;
            var scaled = epochs is { } length ? InProportion(value.Key, setting, recipe.Epochs, length) : setting;

            // Behind the scaling, so that the decays of a longer run are no further from its boundary.
            return isReleased ? scaled.Earlier(value.EpochsEarlier) : scaled;
        }
    }

    /// <summary>Whether the recipe's value of a key is wanted: where nothing is said that takes its place, or beside which it means nothing.</summary>
    private static bool IsOpen(Key key, Section section)
    {
        if (section.Find(key.Name) is not null)
        {
            return false;
        }

        if (key == RsgKeys.Stage)
        {
            return section.Find(RsgKeys.After.Name) is null && section.Find(RsgKeys.Before.Name) is null;
        }

        // The decays and the boundary belong together: who says one of them, or another schedule, means other decays.
        var isOfDecays = key == TrainKeys.Milestones || key == TrainKeys.BoundaryEpoch;
        return (!isOfDecays || (section.Find(TrainKeys.Milestones.Name) is null && section.Find(TrainKeys.BoundaryEpoch.Name) is null))
            && IsAllowed(key == TrainKeys.BoundaryEpoch ? TrainKeys.Milestones : key, section);
    }

    private static bool IsAllowed(Key key, Section section)
        => key.Condition is not { } condition || condition.Allows((section.Find(condition.Other.Name)?.Value as Value.Text)?.Content);

    /// <summary>What counts epochs of the whole run, in proportion for a run of another length; anything else as it is.</summary>
    private static Setting InProportion(Key key, Setting setting, int published, int epochs)
    {
        return setting switch
        {
            Setting.Numbers { Amounts: var amounts } when key == TrainKeys.Milestones => new Setting.Numbers(amounts.Select(Decay).Where(epoch => epoch > 0).Distinct().ToEquatableArray()),
            Setting.Number { Amount: var epoch } when key == TrainKeys.BoundaryEpoch => new Setting.Number(Decay(epoch)),
            Setting.Number { Amount: var epoch } when key == TrainKeys.WarmupEpochs => new Setting.Number(Scale(epoch)),
            _ => setting,
        };

        double Scale(double epoch) => Math.Floor(epoch * epochs / published);

        // In a run of few epochs the first decay is in the second epoch: in the first one it would be none. A run of one epoch has no decay.
        double Decay(double epoch) => Math.Max(Math.Min(1, epochs - 1), Scale(epoch));
    }
}
