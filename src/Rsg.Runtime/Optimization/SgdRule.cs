using System.Runtime.CompilerServices;

namespace Rsg.Optimization;

/// <summary>What stochastic gradient descent does with a gradient, but for the learning rate.</summary>
/// <param name="Momentum">The share of the velocity that stays, in [0, 1).</param>
/// <param name="WeightDecay">The factor on the parameters that is added to their gradients; not negative.</param>
internal readonly record struct SgdRule(double Momentum, double WeightDecay)
{
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SgdRule Of(double momentum, double weightDecay) => new(
        Require(momentum, momentum is >= 0 and < 1, "in [0, 1)"),
        Require(weightDecay, weightDecay >= 0 && double.IsFinite(weightDecay), "not negative"));

    private static double Require(double value, bool holds, string range, [CallerArgumentExpression(nameof(value))] string name = "") =>
        holds ? value : throw new ArgumentOutOfRangeException(name, value, $"Must be {range}.");
}
