using PaperTables.Models;
using Rsg.Training;

namespace PaperTables;

/// <summary>A table of the paper, as the variants of one model file.</summary>
/// <param name="Name">Its number, as <c>--table</c> takes it.</param>
/// <param name="Title">What it compares.</param>
/// <param name="Variants">A model for each of its cells.</param>
/// <param name="Images">The images that it is about.</param>
internal sealed record PaperTable(string Name, string Title, IReadOnlyList<ModelVariant> Variants, ImageKind Images)
{
    /// <summary>The axes that choose a column; all others name the row.</summary>
    private static readonly string[] Columns = ["imbalance", "dataset"];

    public static readonly IReadOnlyList<PaperTable> All =
    [
        new("1", "losses with and without RSG, ResNet-32", Table1.All, ImageKind.Cifar),
        new("1-small", "two rows of Table 1 with ResNet-8, which the paper does not have", Table1Small.All, ImageKind.Cifar),
        new("2", "networks with and without RSG, LDAM-DRW", Table2.All, ImageKind.Cifar),
        new("3", "MV terms and the vector transformation, ResNet-32, LDAM-DRW", Table3.All, ImageKind.Cifar),
        new("5", "where RSG stands, ResNet-32, LDAM-DRW", Table5.All, ImageKind.Cifar),
        new("6", "RSG beside other methods, ResNet-32", Table6.All, ImageKind.Cifar),
        new("7", "ResNet-50 on iNaturalist 2018", Table7.All, ImageKind.INaturalist2018),
        new("8", "ResNet-152 on Places-LT", Table8.All, ImageKind.PlacesLT),
        new("9", "ResNeXt-50 on ImageNet-LT", Table9.All, ImageKind.ImageNetLT),
    ];

    /// <summary>What it reports of each row.</summary>
    public IReadOnlyList<ReportedMetric> Metrics => Images is ImageKind.PlacesLT or ImageKind.ImageNetLT ? ReportedMetric.Accuracies : ReportedMetric.Errors;

    /// <summary>Whether its networks begin with weights that were trained on other images.</summary>
    public bool IsFineTuned => Images == ImageKind.PlacesLT;

    /// <summary>The row that a variant stands in: <c>LdamDrw With</c>.</summary>
    public static string RowOf(ModelVariant variant)
        => string.Join(' ', variant.Choices.Where(choice => !Columns.Contains(choice.Axis)).Select(choice => choice.Value));

    /// <summary>The variants of some rows, in their order; of all where no row is named.</summary>
    /// <exception cref="ArgumentException">There is no such row; the message names those that there are.</exception>
    public static List<ModelVariant> Choose(IEnumerable<ModelVariant> variants, IReadOnlyList<string> rows)
    {
        List<ModelVariant> all = [.. variants];
        List<string> known = [.. all.Select(RowOf).Distinct()];
        return rows.FirstOrDefault(row => !known.Contains(row)) is { } unknown
            ? throw new ArgumentException($"There is no row '{unknown}'. The rows are {string.Join(", ", known)}.")
            : [.. all.Where(variant => rows.Count == 0 || rows.Contains(RowOf(variant)))];
    }

    /// <summary>The variants of one column, in the order of their rows; all of a table that has only one.</summary>
    public IEnumerable<ModelVariant> Column(string dataset, string imbalance)
        => Images != ImageKind.Cifar ? Variants : Variants.Where(variant => variant["dataset"] == dataset && variant["imbalance"] == imbalance);
}
