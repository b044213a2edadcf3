using static TorchSharp.torch;

namespace Rsg.Optimization;

/// <summary>What the rows of a <see cref="RowSgd"/> still have to make up for: with the parameters and velocities as they lie, all that it goes on from without rounding.</summary>
/// <param name="Missed">Steps that each row has missed, (rows) int64, none more than <paramref name="Steps"/>.</param>
/// <param name="Steps">Steps since all rows were settled; at least 1.</param>
/// <param name="LearningRate">The rate of these steps.</param>
internal readonly record struct UnsettledRows(Tensor Missed, int Steps, double LearningRate);
