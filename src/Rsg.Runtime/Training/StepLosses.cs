namespace Rsg.Training;

/// <summary>The losses of one training step (Eq. 7), or their means over an epoch.</summary>
/// <param name="Total">L = L_cls + lambda1 CESC + lambda2 MV: what was minimised.</param>
/// <param name="Classification">L_cls, over real and generated samples.</param>
/// <param name="Cesc">The center estimation and sample contrastive loss (Eq. 5), before its weight; 0 without RSG.</param>
/// <param name="Mv">The maximized vector loss (Eq. 6), before its weight; 0 in phase 1 and without RSG.</param>
/// <param name="Generated">How many samples RSG generated: in the step, or in the whole epoch.</param>
public readonly record struct StepLosses(float Total, float Classification, float Cesc, float Mv, int Generated);
