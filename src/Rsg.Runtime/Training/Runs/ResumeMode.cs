namespace Rsg.Training;

/// <summary>What a run does with a folder in which a run was begun.</summary>
public enum ResumeMode
{
    /// <summary>The folder must have no run yet: nothing is gone on from, or written over, by mistake.</summary>
    Never,

    /// <summary>A run that is there is gone on from; where there is none, one begins. For a command that is simply given again after it was ended.</summary>
    IfPresent,

    /// <summary>There must be a run to go on from: nothing begins from the start by mistake.</summary>
    Required,
}
