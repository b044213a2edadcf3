using Rsg.Randomness;

namespace Rsg.Data;

/// <summary>
/// The random choices of an epoch's samples. They are keyed by the position in the epoch and not by the image, because a sampler may draw an
/// image several times, and each of them is to be cropped differently.
/// </summary>
internal readonly record struct SampleKeys(int Seed, int Epoch)
{
    /// <summary>What decides the augmentation at a position.</summary>
    public SplitMix64 At(int position) => SplitMix64.ForSample(Seed, Epoch, position);
}
