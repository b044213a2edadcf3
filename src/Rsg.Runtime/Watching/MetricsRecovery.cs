using System.Collections.Immutable;

namespace Rsg.Watching;

/// <summary>What was done to a metrics file before a training went on with it.</summary>
/// <param name="PutAside">The name of the file, in the same folder, that the file as it was is kept under; <see langword="null"/> where it was only added to.</param>
/// <param name="UnreadLines">How many of its lines could not be read, and are in that file alone.</param>
/// <param name="RestoredEpochs">The epochs, counted from 0, that a checkpoint told of: without steps, and most without the classes of their evaluations.</param>
public sealed record MetricsRecovery(string? PutAside, int UnreadLines, ImmutableArray<int> RestoredEpochs);
