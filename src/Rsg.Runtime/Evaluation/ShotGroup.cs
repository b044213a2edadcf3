namespace Rsg.Evaluation;

/// <summary>How many training samples a class has, in three groups (Liu et al., CVPR 2019).</summary>
public enum ShotGroup
{
    /// <summary>More than 100 training samples.</summary>
    Many,

    /// <summary>20 to 100 training samples.</summary>
    Medium,

    /// <summary>Fewer than 20 training samples.</summary>
    Few,
}
