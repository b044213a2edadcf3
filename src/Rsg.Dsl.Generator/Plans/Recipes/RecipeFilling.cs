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
    /// <summary>What counts epochs of the whole run: a run of another length has it in proportion.</summary>
    private static readonly Key[] Epochs = [TrainKeys.Milestones, TrainKeys.BoundaryEpoch, TrainKeys.WarmupEpochs];

    /// <summary>The declaration with the recipe's values, each at the place where the recipe is named.</summary>
    public static ModelDeclaration Apply(ModelDeclaration declaration, List<DiagnosticInfo> diagnostics)
    {
        if (declaration.Find(SectionNames.Recipe) is not { } section || new SectionReader(section, declaration.Wording).Text(RecipeKeys.Name) is not { } name)
        {
            return declaration;
        }

        if (RecipeCatalogue.Find(name) is not { } recipe)
        {
            diagnostics.Add(DiagnosticInfo.At(
                section.Find(RecipeKeys.Name.Name)!.Value.Span,
                DiagnosticDescriptors.UnknownRecipe,
                QuotedText.Of(name),
                NearestName.Hint(name, RecipeCatalogue.Names),
                string.Join(", ", RecipeCatalogue.Names)));
            return declaration;
        }

        var isReleased = declaration.Find(SectionNames.Rsg) is { } rsg && new SectionReader(rsg, declaration.Wording).Word<RsgForm>(RsgKeys.Form) == RsgForm.Released;
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
                .Where(value => value.Part.Section == open.Name && value.Part.Kind == open.Kind && IsOpen(value.Key, open, declaration.Wording))
                .Select(value => new Entry(value.Key.Name, declaration.Wording.Key(value.Key), section.Span, ValueOf(value).At(section.Span, declaration.Wording)));
            return open with { Entries = open.Entries.Concat(added).ToEquatableArray() };
        }

        Setting ValueOf(RecipeValue value)
        {
            var setting = isReleased && value.Released is { } released ? released : value.Setting;
            return epochs is { } length && Epochs.Contains(value.Key) ? InProportion(setting, recipe.Epochs, length) : setting;
        }
    }

    private static bool IsOpen(Key key, Section section, Wording wording)
    {
        if (section.Find(key.Name) is not null)
        {
            return false;
        }

        if (key == RsgKeys.Stage)
        {
            return section.Find(RsgKeys.After.Name) is null && section.Find(RsgKeys.Before.Name) is null;
        }

        if (section.Name != SectionNames.Train)
        {
            return true;
        }

        // The decays and the boundary belong together: who says one of them means another schedule.
        var schedule = new SectionReader(section, wording).Word<ScheduleKind>(TrainKeys.Schedule);
        return key == TrainKeys.Milestones || key == TrainKeys.BoundaryEpoch
            ? schedule == ScheduleKind.MultiStep && section.Find(TrainKeys.Milestones.Name) is null && section.Find(TrainKeys.BoundaryEpoch.Name) is null
            : key != TrainKeys.Gamma || schedule is ScheduleKind.MultiStep or ScheduleKind.Step;
    }

    private static Setting InProportion(Setting setting, int published, int epochs)
    {
        return setting switch
        {
            Setting.Number number => new Setting.Number(Scale(number.Amount)),
            Setting.Numbers numbers => new Setting.Numbers(numbers.Amounts.Select(Scale).Where(epoch => epoch > 0 && epoch < epochs).Distinct().ToEquatableArray()),
            _ => setting,
        };

        double Scale(double epoch) => Math.Floor(epoch * epochs / published);
    }
}
