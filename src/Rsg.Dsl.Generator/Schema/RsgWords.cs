namespace Rsg.Dsl.Schema;

// The words that a declaration may use, with the names that the runtime's enumerations of the same purpose have.

/// <summary>The words of <c>Rsg.Form</c>.</summary>
internal enum RsgForm
{
    Paper,
    Released,
}

/// <summary>The words of <c>Rsg.MvTerms</c>.</summary>
[Flags]
internal enum RsgMvTerms
{
    None = 0,
    Direction = 1,
    Length = 2,
    Contrast = 4,
    All = Direction | Length | Contrast,
}

/// <summary>The words of <c>Rsg.Displacement</c>.</summary>
internal enum RsgDisplacement
{
    Transformed,
    Direct,
}

/// <summary>The words of <c>Rsg.AddTo</c>.</summary>
internal enum RsgAddTo
{
    RareSamples,
    RareCenters,
}
