namespace Rsg.Generation;

/// <summary>How many new samples a batch yields.</summary>
internal static class NewSampleCount
{
    /// <summary>s_new = max(floor(beta * s_freq / s_rare), 1) * s_rare (section 3); 0 where one of the groups is empty.</summary>
    public static int OfPaper(double strength, int frequent, int rare) =>
        frequent == 0 || rare == 0 ? 0 : Share(strength, frequent, rare) * rare;

    /// <summary>The released code's segments, each as long as the smaller group; 0 where one of the groups is empty.</summary>
    public static int ReleasedSegments(double strength, int frequent, int rare) =>
        frequent == 0 || rare == 0 ? 0 : Share(strength, Math.Max(frequent, rare), Math.Min(frequent, rare));

    // The order matters: 100 * 0.29 / 1 lies just below 29 in binary and counts as 28, as it does in the released code.
    private static int Share(double strength, int dividend, int divisor) => Math.Max((int)(dividend * strength / divisor), 1);
}
