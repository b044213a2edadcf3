namespace Rsg.Dsl.Plans;

/// <summary>The numbers of the rare-class sample generator: defaults from section 4 of the paper.</summary>
internal static class RsgParameters
{
    public static readonly Parameter Centers = Parameter.Whole("centers", 15, NumberRange.AtLeast(1).AtMost(10_000));
    public static readonly Parameter FrequentRatio = new("frequentRatio", 0.2, NumberRange.Above(0).Below(1));
    public static readonly Parameter TransferStrength = new("transferStrength", 1.0, NumberRange.Above(0).AtMost(1));
    public static readonly Parameter CescWeight = new("cescWeight", 0.1, NumberRange.AtLeast(0));
    public static readonly Parameter MvWeight = new("mvWeight", 0.01, NumberRange.AtLeast(0));
    public static readonly Parameter ContrastiveChannels = Parameter.Whole("contrastiveChannels", 256, NumberRange.AtLeast(1).AtMost(65_536));

    public static readonly IReadOnlyList<Parameter> All = [Centers, FrequentRatio, TransferStrength, CescWeight, MvWeight, ContrastiveChannels];
}
