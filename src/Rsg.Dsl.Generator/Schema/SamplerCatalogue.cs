namespace Rsg.Dsl.Schema;

/// <summary>Every sampler of <c>[Resample]</c>.</summary>
internal static class SamplerCatalogue
{
    public static readonly IReadOnlyList<SamplerType> All =
    [
        new(SamplerKind.EffectiveNumber, "EffectiveNumberSampler", TakesBeta: true),
        new(SamplerKind.ClassBalanced, "ClassBalancedSampler"),
        new(SamplerKind.SquareRoot, "SquareRootSampler"),
        new(SamplerKind.ProgressivelyBalanced, "ProgressivelyBalancedSampler", TakesSpan: true),
        new(SamplerKind.Oversampling, "OversamplingSampler"),
        new(SamplerKind.Undersampling, "UndersamplingSampler"),
    ];

    public static SamplerType Of(SamplerKind kind) => All.Single(sampler => sampler.Kind == kind);
}
