namespace Rsg.Dsl.Schema;

// The words that a declaration may use of its training, with the names that the runtime's enumerations of the same purpose have.

/// <summary>The words of <c>Rsg.Schedule</c>.</summary>
internal enum ScheduleKind
{
    MultiStep,
    Step,
    Cosine,
    Constant,
}

/// <summary>The words of <c>Rsg.Sampler</c>.</summary>
internal enum SamplerKind
{
    EffectiveNumber,
    ClassBalanced,
    SquareRoot,
    ProgressivelyBalanced,
    Oversampling,
    Undersampling,
}

/// <summary>The words of <c>Rsg.Crop</c>.</summary>
internal enum CropKind
{
    None,
    Padded,
    RandomResized,
}
