namespace Rsg.Dsl.Plans;

/// <summary>A number that a declaration may state: its key, what it is when nothing is said, and what it may be.</summary>
/// <param name="Key">The key in camelCase; the attribute's property has the same name in PascalCase.</param>
/// <param name="Default">The value when nothing is said.</param>
/// <param name="Range">What it may be.</param>
/// <param name="IsWhole">Whether it must be a whole number.</param>
internal sealed record Parameter(string Key, double Default, NumberRange Range, bool IsWhole = false)
{
    public static Parameter Whole(string key, int defaultValue, NumberRange range) => new(key, defaultValue, range, IsWhole: true);
}
