namespace Rsg.Data;

/// <summary>What happens to an image that cannot be used: a missing or damaged file, a label out of range.</summary>
public enum FaultPolicy
{
    /// <summary>An <see cref="InvalidDataException"/> names it, its list and its line. All that is found at opening is named together.</summary>
    Stop,

    /// <summary>It is left out, counted, and listed with the reason.</summary>
    Skip,
}
