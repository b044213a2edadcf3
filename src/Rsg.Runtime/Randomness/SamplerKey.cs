namespace Rsg.Randomness;

/// <summary>Keeps the draws of one kind of sampler apart from those of another with the same seed. The numbers are part of what a seed means.</summary>
internal enum SamplerKey
{
    EffectiveNumber = 1,
    ClassBalanced = 2,
    SquareRoot = 3,
    ProgressivelyBalanced = 4,
    Oversampling = 5,
    Undersampling = 6,
}
