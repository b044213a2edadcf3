using Rsg.Balancing;
using Rsg.Evaluation;

namespace Rsg.Runtime.Tests.Evaluation;

/// <summary>Confusion matrices from their rows, which are the true classes.</summary>
internal static class Matrices
{
    public static ConfusionMatrix Of(int[][] cells)
    {
        var confusion = new ConfusionMatrix(cells.Length);
        for (int label = 0; label < cells.Length; label++)
        {
            for (int prediction = 0; prediction < cells.Length; prediction++)
            {
                confusion.Add(label, prediction, cells[label][prediction]);
            }
        }

        return confusion;
    }

    public static EvaluationResult Result(int[][] cells, int[] trainingCounts) => new(Of(cells), new ClassCounts(trainingCounts));
}
