using System.Globalization;

namespace PaperTables;

/// <summary>A column of a table: the images that all its rows are trained on.</summary>
/// <param name="Dataset">The images: <c>Cifar10</c>.</param>
/// <param name="Imbalance">How unequal they are made: <c>LongTailed</c> or <c>Step</c>; empty where they are unequal by themselves.</param>
/// <param name="Ratio">The imbalance ratio rho; not used where they are unequal by themselves.</param>
internal sealed record Column(string Dataset, string Imbalance, double Ratio)
{
    public string RatioText => Imbalance.Length == 0 ? "" : Ratio.ToString(CultureInfo.InvariantCulture);

    /// <summary>The column as a part of a file's name: <c>cifar10-longtailed-50</c>.</summary>
    public string FileName => string.Join('-', new[] { Dataset, Imbalance, RatioText }.Where(part => part.Length > 0)).ToLowerInvariant();

    public override string ToString() => Imbalance.Length == 0 ? Dataset : $"{Dataset}, {(Imbalance == "Step" ? "step" : "long-tailed")}, ratio {RatioText}";
}
