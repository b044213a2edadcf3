namespace Rsg.Dsl.Schema;

/// <summary>Everything that a declaration can say: the one table of parts, variants and keys.</summary>
internal static class SectionSchemas
{
    public static readonly SectionSchema Backbone = new(SectionNames.Backbone, null, "Backbone", "The network: one of the catalogue.", BackboneKeys.All);

    public static readonly SectionSchema Rsg = new(
        SectionNames.Rsg, null, "RsgInsert", "The rare-class sample generator, on the feature maps at one cut of the network.", RsgKeys.All);

    public static readonly SectionSchema Reweight = new(
        SectionNames.Rebalance, "reweight", "Reweight", "Weights the loss by class, with the effective number of samples (Cui et al. 2019).", ReweightKeys.All);

    public static readonly SectionSchema Resample = new(
        SectionNames.Rebalance, "resample", "Resample", "Draws the training images so that rare classes are seen more often.", ResampleKeys.All);

    public static readonly SectionSchema Train = new(
        SectionNames.Train, null, "Train", "The training loop: stochastic gradient descent with momentum, and the learning rate's schedule.", TrainKeys.All);

    public static readonly SectionSchema Augmentation = new(
        SectionNames.Augmentation, null, "Augmentation", "How images become the network's input: what training does to them, and how they are normalised.", AugmentationKeys.All);

    public static readonly SectionSchema Recipe = new(
        SectionNames.Recipe, null, "Recipe", "A published setting, which fills in whatever the other parts leave open.", RecipeKeys.All);

    /// <summary>A network of the user's own modules. A file has no modules, so that this is no part of the table for both forms.</summary>
    public static readonly SectionSchema OwnModules = new(SectionNames.OwnModules, null, "Network", "The network: the modules of the class's own members.", OwnModuleKeys.All);

    public static readonly IReadOnlyList<SectionSchema> All = 
    [
        Backbone, Rsg, .. LossCatalogue.All.Select(static loss => loss.Schema), Reweight, Resample, Train, Augmentation, Recipe,
    ];

    /// <summary>What a part can say, or <c>null</c> where the table has no such part or variant.</summary>
    public static SectionSchema? Find(string section, string? kind) => All.Append(OwnModules).FirstOrDefault(schema => schema.Section == section && schema.Kind == kind);

    /// <summary>The first part that has a key of this name, or <c>null</c> where none has.</summary>
    public static SectionSchema? OwnerOf(string key) => All.FirstOrDefault(schema => schema.Keys.Any(one => one.Name == key));

    /// <summary>The variants of a part; empty where it has only one form.</summary>
    public static IReadOnlyList<string> KindsOf(string section)
        => [.. All.Where(schema => schema.Section == section).Select(static schema => schema.Kind).OfType<string>()];
}
