using Rsg.Dsl.Collections;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans;

/// <summary>Plans how images become the network's input.</summary>
internal static class AugmentationPlanner
{
    /// <param name="declaration">What was said.</param>
    /// <param name="channels">The channels of the network's input, where they are known.</param>
    /// <param name="diagnostics">Takes every problem.</param>
    public static AugmentationPlan Plan(ModelDeclaration declaration, int? channels, List<DiagnosticInfo> diagnostics)
    {
        var reader = new SectionReader(declaration.Find(SectionNames.Augmentation), declaration.Wording);
        var jitter = reader.Number(AugmentationKeys.ColorJitter);
        if (jitter > 0 && channels is { } count && count is not (1 or 3))
        {
            diagnostics.Add(DiagnosticInfo.At(
                reader.SpanOf(AugmentationKeys.ColorJitter),
                DiagnosticDescriptors.NoColorsToVary,
                declaration.Wording.Key(AugmentationKeys.ColorJitter),
                Invariant.Text(jitter),
                Invariant.Text(count),
                declaration.Wording.KeyIsNumber(AugmentationKeys.ColorJitter, 0)));
        }

        return new AugmentationPlan(
            reader.Word<CropKind>(AugmentationKeys.Crop),
            reader.Whole(AugmentationKeys.Padding),
            reader.Flag(AugmentationKeys.HorizontalFlip),
            jitter,
            PerChannel(AugmentationKeys.Mean),
            PerChannel(AugmentationKeys.StandardDeviation));

        EquatableArray<double> PerChannel(Key key)
        {
            var numbers = (reader.Items<Value.Number>(key) ?? []).Select(static number => number.Amount).ToEquatableArray();
            if (numbers.Count > 0 && channels is { } expected && numbers.Count != expected)
            {
                diagnostics.Add(DiagnosticInfo.At(
                    reader.SpanOf(key), DiagnosticDescriptors.NotOnePerChannel, declaration.Wording.Key(key), Invariant.Text(numbers.Count), Invariant.Text(expected)));
            }

            return numbers;
        }
    }
}
