namespace Rsg;

/// <summary>How the training images of an epoch are drawn. N images, n_c of class c, C classes.</summary>
public enum Sampler
{
    /// <summary>N draws with replacement, each image in proportion to the effective-number weight of its class, (1 - beta) / (1 - beta^n_c) (Cui et al. 2019; DRS of Cao et al. 2019).</summary>
    EffectiveNumber,

    /// <summary>N draws with replacement: every class is as likely (Kang et al. 2020).</summary>
    ClassBalanced,

    /// <summary>N draws with replacement: a class in proportion to the square root of n_c (Kang et al. 2020).</summary>
    SquareRoot,

    /// <summary>N draws with replacement: from n_c / N in the first epoch to nearly 1 / C in the last one (Kang et al. 2020).</summary>
    ProgressivelyBalanced,

    /// <summary>Every class as often as the largest one: whole copies, and the rest without repetition.</summary>
    Oversampling,

    /// <summary>Every class as often as the smallest one, without repetition, anew in each epoch.</summary>
    Undersampling,
}
