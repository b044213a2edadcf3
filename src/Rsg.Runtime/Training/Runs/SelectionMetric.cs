namespace Rsg.Training;

/// <summary>What makes an epoch the best one.</summary>
public enum SelectionMetric
{
    /// <summary>Top-1 accuracy over all samples: right for a balanced set.</summary>
    Accuracy,

    /// <summary>The mean of the classes' accuracies: for a set that is long-tailed itself, where accuracy would choose by the frequent classes.</summary>
    MacroAccuracy,
}
