namespace Rsg;

/// <summary>How the feature displacement of a frequent sample (Eq. 3) reaches a new sample (Eq. 4).</summary>
public enum Displacement
{
    /// <summary>Through the learned transformation T, a 3x3 convolution.</summary>
    Transformed,

    /// <summary>As it is: the row "Direct Addition" of Table 3. T and the MV loss are not used.</summary>
    Direct,
}
