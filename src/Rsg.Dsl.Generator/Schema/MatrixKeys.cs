namespace Rsg.Dsl.Schema;

/// <summary>What a matrix has beside its axes.</summary>
internal static class MatrixKeys
{
    public const string Name = "matrix";

    public const string Exclude = "exclude";

    public const string Doc = "Makes several models of the file: each axis has named values, and each value says keys of the file that it lays over the others.";

    public const string ExcludeDoc = "Combinations that are left out: each names values by their axes.";

    public static readonly Key Seed = Key.WholeNumbers("seed", NumberRange.AtLeast(0).AtMost(int.MaxValue), "The seeds of the runs of each variant: the one axis that makes no classes.") with
    {
        Otherwise = "0 alone",
    };
}
