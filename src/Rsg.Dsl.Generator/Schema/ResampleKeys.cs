using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Schema;

/// <summary>What can be said of the drawing of training images.</summary>
internal static class ResampleKeys
{
    public static readonly Key Sampler = Key.Word("sampler", SamplerKind.EffectiveNumber, "How the images of an epoch are drawn; deferred, the first one is DRS (Cao et al. 2019).");

    public static readonly Key Beta = Key.Number(
        "beta", 0.9999, NumberRange.AtLeast(0).Below(1), "The beta of the effective number of samples, (1 - beta) / (1 - beta^n) (Cui et al. 2019); only of the sampler that draws by it.")
        .OnlyWith(Sampler, SamplerCatalogue.All.Where(static sampler => sampler.TakesBeta).Select(static sampler => sampler.Kind));

    public static readonly EquatableArray<Key> All = [Sampler, Beta, .. DeferralKeys.All];
}
