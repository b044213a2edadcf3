using System.Text;
using Rsg.Output;

namespace Rsg.Evaluation;

/// <summary>Writes an <see cref="EvaluationResult"/> as comma-separated values, one row a class; every row says how many images the whole set left out.</summary>
internal static class EvaluationCsv
{
    public static string Of(EvaluationResult result, IReadOnlyList<string>? classNames)
    {
        var text = new StringBuilder("class,name,group,trainingSamples,samples,correct,predicted,accuracy,precision,f1,skippedImages\n");
        foreach (ClassResult entry in result.PerClass)
        {
            Csv.AppendRow(
                text,
                entry.Label,
                classNames?[entry.Label],
                EvaluationJson.KeyOf(entry.Group),
                entry.TrainingSamples,
                entry.Samples,
                entry.Correct,
                entry.Predicted,
                entry.Accuracy,
                entry.Precision,
                entry.F1,
                result.SkippedImages);
        }

        return text.ToString();
    }
}
