namespace Rsg.Dsl.Schema;

/// <summary>The keys at the top of a model file: those of its own, and the parts of a declaration.</summary>
internal static class FileKeys
{
    public static readonly Key Model = Key.Text("model", "The name of the class that is written.") with { IsRequired = true };

    public static readonly Key Namespace = Key.Text("namespace", "The namespace of the class.") with { Otherwise = "the global one" };

    public static readonly Key Input = Key.WholeNumbers("input", NumberRange.AtLeast(1).AtMost(65_536), "The channels, height and width of an input image, as in [3, 32, 32].") with
    {
        Otherwise = "the network's own",
    };

    /// <summary>Every key with its meaning, in the order in which a file is best written.</summary>
    public static readonly IReadOnlyList<(string Name, string Doc)> All =
    [
        (Model.Name, Model.Doc),
        (Namespace.Name, Namespace.Doc),
        (SectionNames.Recipe, SectionSchemas.Recipe.Doc),
        (SectionNames.Backbone, SectionSchemas.Backbone.Doc),
        (BackboneKeys.Classes.Name, "How many classes the network tells apart, or their names in the order of their labels."),
        (Input.Name, Input.Doc),
        (BackboneKeys.Head.Name, BackboneKeys.Head.Doc),
        (SectionNames.Blocks, "Blocks of layers with parameters, each used in the network by its name."),
        (SectionNames.Network, "A network of one's own, in place of one of the catalogue: its stem, stages and head."),
        (SectionNames.Rsg, SectionSchemas.Rsg.Doc),
        (SectionNames.Loss, "The classification loss: its name, or its kind with parameters."),
        (SectionNames.Rebalance, "What makes up for unequal classes: its name, or its kind with parameters."),
        (SectionNames.Train, SectionSchemas.Train.Doc),
        (SectionNames.Augmentation, SectionSchemas.Augmentation.Doc),
        (MatrixKeys.Name, MatrixKeys.Doc),
    ];

    /// <summary>Says which variant of a part it is.</summary>
    public const string Kind = "kind";

    /// <summary>Stands for a part that is left out, where a value of a matrix takes it away.</summary>
    public const string None = "none";

    /// <summary>The parts that <see cref="None"/> may stand for.</summary>
    public static readonly IReadOnlyList<string> CanBeNone = [SectionNames.Recipe, SectionNames.Rsg, SectionNames.Rebalance];

    /// <summary>The keys by which variants may differ.</summary>
    public static readonly IReadOnlyList<string> OfVariants = [.. All.Select(static key => key.Name).Except([Model.Name, Namespace.Name, MatrixKeys.Name])];
}
