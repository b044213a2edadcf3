using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Schema;

/// <summary>What can be said of when a rebalancing begins.</summary>
internal static class DeferralKeys
{
    public static readonly Key FromEpoch = Key.Whole("fromEpoch", 0, NumberRange.AtLeast(0).AtMost(1_000_000), "The first epoch with it; later than 0 is deferred rebalancing (Cao et al. 2019).");

    public static readonly Key Deferred = Key.Flag("deferred", false, "Whether it begins at the boundary epoch of the training, with the decay of the learning rate, in place of an epoch of its own.");

    public static readonly EquatableArray<Key> All = [FromEpoch, Deferred];
}
