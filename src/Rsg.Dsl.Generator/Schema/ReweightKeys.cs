using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Schema;

/// <summary>What can be said of class weights.</summary>
internal static class ReweightKeys
{
    public static readonly Key Beta = Key.Number("beta", 0.9999, NumberRange.AtLeast(0).Below(1), "The beta of the effective number of samples, (1 - beta) / (1 - beta^n) (Cui et al. 2019).");

    public static readonly EquatableArray<Key> All = [Beta, .. DeferralKeys.All];
}
