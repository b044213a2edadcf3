namespace Rsg.Training;

/// <summary>The named sets of images that a network is evaluated on.</summary>
public enum Split
{
    /// <summary>Images that choices are made on, such as the best epoch.</summary>
    Validation,

    /// <summary>Images that results are reported on, and on which nothing is chosen.</summary>
    Test,
}
