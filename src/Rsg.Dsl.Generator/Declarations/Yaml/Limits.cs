namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>What a model file may not exceed: far more than any model needs, and little enough to be read at once.</summary>
internal static class Limits
{
    public const int Characters = 1_000_000;
    public const int ScalarCharacters = 10_000;
    public const int Nodes = 20_000;
    public const int Depth = 32;
    public const int NameCharacters = 200;
    public const int Axes = 8;
    public const int Variants = 256;
    public const int Seeds = 256;

    /// <summary>The values of all variants of a file together; a file without a matrix has far fewer too.</summary>
    public const int ValuesOfVariants = 200_000;

    /// <summary>Reading ends with this many problems; nobody reads more of them.</summary>
    public const int Problems = 100;
}
