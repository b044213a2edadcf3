namespace Rsg;

/// <summary>Which description of RSG is followed where the paper and the authors' released code differ.</summary>
public enum Form
{
    /// <summary>The equations and Algorithm 1 of the paper.</summary>
    Paper,

    /// <summary>The released code: a 1x1 first contrastive convolution, vectors of the MV loss read along the memory, pairs in batch order.</summary>
    Released,
}
