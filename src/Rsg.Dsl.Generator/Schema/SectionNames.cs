namespace Rsg.Dsl.Schema;

/// <summary>The parts that a declaration can have.</summary>
internal static class SectionNames
{
    public const string Backbone = "backbone";
    public const string OwnModules = "ownModules";
    public const string Rsg = "rsg";
    public const string Loss = "loss";
    public const string Rebalance = "rebalance";
    public const string Train = "train";
    public const string Augmentation = "augmentation";
    public const string Recipe = "recipe";
    public const string Blocks = "blocks";
    public const string Network = "network";
}
