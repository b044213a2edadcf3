namespace Rsg;

/// <summary>How the learning rate falls.</summary>
public enum Schedule
{
    /// <summary>By a factor at each of some epochs.</summary>
    MultiStep,

    /// <summary>By a factor every few epochs.</summary>
    Step,

    /// <summary>Along half a cosine, to the end of the training.</summary>
    Cosine,

    /// <summary>Not at all.</summary>
    Constant,
}
