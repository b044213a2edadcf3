using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Schema;

/// <summary>What can be said of class weights.</summary>
internal static class ReweightKeys
{
    public static readonly Key Beta = Key.Number("beta", 0.9999, NumberRange.AtLeast(0).Below(1), "The beta of the effective number of samples, (1 - beta) / (1 - beta^n) (Cui et al. 2019).");

    public static readonly Key FromEpoch = Key.Whole("fromEpoch", 0, NumberRange.AtLeast(0).AtMost(1_000_000), "The first epoch with weights; later than 0 is DRW (Cao et al. 2019).");

    public static readonly EquatableArray<Key> All = [Beta, FromEpoch];
}
