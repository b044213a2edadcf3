using System.Globalization;

namespace Rsg.Dsl.Schema;

/// <summary>The numbers that a key may have.</summary>
internal sealed record NumberRange
{
    private NumberRange()
    {
    }

    /// <summary>The lower end; minus infinity where there is none.</summary>
    public double Minimum { get; private init; } = double.NegativeInfinity;

    /// <summary>The upper end; infinity where there is none.</summary>
    public double Maximum { get; private init; } = double.PositiveInfinity;

    public bool IncludesMinimum { get; private init; } = true;

    public bool IncludesMaximum { get; private init; } = true;

    public static NumberRange AtLeast(double minimum) => new() { Minimum = minimum };

    public static NumberRange Above(double minimum) => new() { Minimum = minimum, IncludesMinimum = false };

    public NumberRange AtMost(double maximum) => this with { Maximum = maximum, IncludesMaximum = true };

    public NumberRange Below(double maximum) => this with { Maximum = maximum, IncludesMaximum = false };

    public bool Contains(double value)
        => (IncludesMinimum ? value >= Minimum : value > Minimum)
            && (IncludesMaximum ? value <= Maximum : value < Maximum)
            && !double.IsInfinity(value);

    /// <summary>The range in words: <c>greater than 0 and at most 1</c>.</summary>
    public override string ToString()
    {
        var low = (IncludesMinimum ? "at least " : "greater than ") + Minimum.ToString(CultureInfo.InvariantCulture);
        var high = (IncludesMaximum ? "at most " : "less than ") + Maximum.ToString(CultureInfo.InvariantCulture);
        return double.IsPositiveInfinity(Maximum) ? low : $"{low} and {high}";
    }
}
