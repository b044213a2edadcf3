using Rsg.Evaluation;

namespace PaperTables;

/// <summary>What came out for a row of a table.</summary>
/// <param name="Row">The row.</param>
/// <param name="Summary">Its evaluations, over the seeds.</param>
internal sealed record RowResult(string Row, SeedSummary Summary);
