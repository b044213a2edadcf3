namespace Rsg.Benchmarks.Processes;

/// <summary>What one child process told, and what was seen of it from outside.</summary>
/// <param name="Figures">The numbers that it gave, by their names.</param>
/// <param name="PeakBytes">The most memory that it held at any time of its life; null where the system does not tell.</param>
/// <param name="Moments">The memory that it held at the moments it asked for.</param>
internal sealed record Measurement(
    IReadOnlyDictionary<string, double> Figures, long? PeakBytes, IReadOnlyList<(long Position, long? Bytes)> Moments);
