namespace Rsg;

/// <summary>The three terms of the maximized-vector loss (Eq. 6).</summary>
[Flags]
public enum MvTerms
{
    /// <summary>No term: the transformation learns from the classification loss alone.</summary>
    None = 0,

    /// <summary>First term: the transformed displacement points where the rare sample's displacement points.</summary>
    Direction = 1,

    /// <summary>Second term: the transformation keeps the displacement's length.</summary>
    Length = 2,

    /// <summary>Third term: the transformed displacement and its frequent sample do not look like one class.</summary>
    Contrast = 4,

    /// <summary>All three terms, as in the paper.</summary>
    All = Direction | Length | Contrast,
}
