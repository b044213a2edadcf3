using Rsg.Evaluation;
using Rsg.Reporting.Drawing;

namespace Rsg.Reporting.Charts;

/// <summary>The evaluation of one run, in its colour.</summary>
internal sealed record ClassSeries(string Name, Ink Ink, EvaluationResult Result);
