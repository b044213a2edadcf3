using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Declarations.Yaml.Variants;

/// <summary>The matrix of a file, as it was said.</summary>
/// <param name="Axes">The axes, in order.</param>
/// <param name="Seeds">The seeds of the runs.</param>
/// <param name="Combinations">For each variant the index of its value in each axis, the last axis changing fastest.</param>
/// <param name="IsWhole">Whether all of it could be read.</param>
internal sealed record Matrix(IReadOnlyList<Axis> Axes, EquatableArray<int> Seeds, IReadOnlyList<int[]> Combinations, bool IsWhole)
{
    /// <summary>The values of a variant.</summary>
    public IEnumerable<AxisValue> ValuesOf(int[] combination) => Axes.Select((axis, i) => axis.Values[combination[i]]);
}
