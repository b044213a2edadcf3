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
        var crop = reader.Word<CropKind>(AugmentationKeys.Crop);
        if (reader.Has(AugmentationKeys.Padding) && crop != CropKind.Padded)
        {
            diagnostics.Add(DiagnosticInfo.At(
                reader.SpanOf(AugmentationKeys.Padding),
                DiagnosticDescriptors.KeyOfOther,
                declaration.Wording.Key(AugmentationKeys.Padding),
                declaration.Wording.KeyIsWord(AugmentationKeys.Crop, CropKind.Padded.ToString()),
                declaration.Wording.KeyIsWord(AugmentationKeys.Crop, crop.ToString())));
        }

        return new AugmentationPlan(
            crop,
            reader.Whole(AugmentationKeys.Padding),
            reader.Flag(AugmentationKeys.HorizontalFlip),
            reader.Number(AugmentationKeys.ColorJitter),
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
