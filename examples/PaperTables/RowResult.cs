using Rsg.Evaluation;

namespace PaperTables;

/// <summary>What came out for a row of a table.</summary>
/// <param name="Row">The row.</param>
/// <param name="Epochs">How many epochs it was trained.</param>
/// <param name="Seeds">The seeds that were trained.</param>
/// <param name="EvaluatedOn">The set that was evaluated: <c>test</c> or <c>validation</c>.</param>
/// <param name="Summary">Its evaluations, over the seeds.</param>
internal sealed record RowResult(string Row, int Epochs, IReadOnlyList<int> Seeds, string EvaluatedOn, SeedSummary Summary);
