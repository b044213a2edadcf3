using System.Runtime.CompilerServices;

namespace Rsg.Losses;

/// <summary>Checks the numbers that a loss is made with.</summary>
internal static class LossNumber
{
    public static double NotNegative(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be a number of at least 0.");

    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be a number above 0.");
}
