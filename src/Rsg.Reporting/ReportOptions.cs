using Rsg.Training;

namespace Rsg.Reporting;

/// <summary>What a report shows beside its runs.</summary>
public sealed record ReportOptions
{
    /// <summary>The title; <see langword="null"/> for the names of the runs.</summary>
    public string? Title { get; init; }

    /// <summary>Images that the first run's network mistakes (<see cref="Reporting.Mistakes.Find"/>); none by default.</summary>
    public IReadOnlyList<Mistake> Mistakes { get; init; } = [];

    /// <summary>The set whose classes and confusions are shown; <see langword="null"/> for the test set where there is one, else the validation set.</summary>
    public Split? Split { get; init; }
}
