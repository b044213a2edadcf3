using Rsg.Dsl.Collections;
using Rsg.Dsl.Naming;
using Rsg.Dsl.Plans;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Emission;

/// <summary>Writes how images become the network's input.</summary>
internal static class PreparationEmitter
{
    public static void Write(SourceWriter writer, TypeNames names, AugmentationPlan augmentation)
    {
        writer.Summary(SectionSchemas.Augmentation.Doc);
        var head = $"public static {names["ImagePreparation"]} Preparation {{ get; }} = new(InputChannels, InputHeight, InputWidth)";
        var settings = Settings(names, augmentation).ToList();
        if (settings.Count == 0)
        {
            writer.Line(head + ";");
            return;
        }

        using (writer.Braces(head, "};"))
        {
            foreach (var (name, value) in settings)
            {
                writer.Line($"{name} = {value},");
            }
        }
    }

    private static IEnumerable<(string Name, string Value)> Settings(TypeNames names, AugmentationPlan augmentation)
    {
        if (augmentation.Crop != CropKind.None)
        {
            yield return ("Crop", $"{names["Crop"]}.{augmentation.Crop}");
        }

        if (augmentation.Crop == CropKind.Padded)
        {
            yield return ("Padding", Invariant.Text(augmentation.Padding));
        }

        if (augmentation.HorizontalFlip)
        {
            yield return ("HorizontalFlip", "true");
        }

        if (augmentation.ColorJitter > 0)
        {
            yield return ("ColorJitter", Invariant.Text(augmentation.ColorJitter));
        }

        var (means, deviations) = (augmentation.Means, augmentation.StandardDeviations);
        if (means.Count + deviations.Count > 0)
        {
            yield return ("Statistics", $"new {names["ChannelStatistics"]}({Numbers(means, deviations.Count, 0)}, {Numbers(deviations, means.Count, 1)})");
        }
    }

    private static string Numbers(EquatableArray<double> numbers, int otherwise, double usual)
        => $"[{string.Join(", ", (numbers.Count > 0 ? numbers : Enumerable.Repeat(usual, otherwise)).Select(Invariant.Text))}]";
}
