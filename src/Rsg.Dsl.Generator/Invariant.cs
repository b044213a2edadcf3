using System.Globalization;

namespace Rsg.Dsl;

/// <summary>Numbers as text that no user's culture changes.</summary>
internal static class Invariant
{
    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A short text that reads back as the same number, in plain decimals where they say it exactly: 0.00001, not 1E-05.</summary>
    public static string Text(double number)
    {
        if (Exact(number) is { } plain)
        {
            return plain.ToString("G29", CultureInfo.InvariantCulture) is var text && text.Contains('E')
                ? plain.ToString(CultureInfo.InvariantCulture)
                : text;
        }

        return number.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>The same number in decimals, or <c>null</c> where it has more digits or a larger exponent than they hold.</summary>
    public static decimal? Exact(double number)
        => Math.Abs(number) is >= 1e-9 and < 1e15 && (double)(decimal)number == number ? (decimal)number : null;
}
