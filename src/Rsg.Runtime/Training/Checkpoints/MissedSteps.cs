using Rsg.Optimization;
using static TorchSharp.torch;

namespace Rsg.Training;

/// <summary>What <see cref="UnsettledRows"/> has beside its tensor.</summary>
/// <param name="Steps">Steps since all rows were settled.</param>
/// <param name="LearningRate">Their rate.</param>
internal readonly record struct MissedSteps(int Steps, double LearningRate)
{
    /// <summary>Whether these numbers can be, and each row can have missed so many of the steps.</summary>
    public bool CanBe(Tensor ofEachRow) =>
        Steps is >= 1 and <= RowSgd.MostMissedSteps
        && double.IsFinite(LearningRate) && LearningRate >= 0
        && ofEachRow.ge(0).logical_and(ofEachRow.le(Steps)).all().item<bool>();
}
