namespace Rsg;

/// <summary>What a displacement is added to in Eq. 4.</summary>
public enum AddTo
{
    /// <summary>The feature maps of a real sample of a rare class, as in the paper.</summary>
    RareSamples,

    /// <summary>The nearest center of that sample: the row "Adding to Rare-class Centers" of Table 3.</summary>
    RareCenters,
}
