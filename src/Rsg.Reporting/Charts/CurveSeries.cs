using Rsg.Reporting.Drawing;

namespace Rsg.Reporting.Charts;

/// <summary>One line of a chart over epochs, which count from 1 here.</summary>
internal sealed record CurveSeries(string Name, Ink Ink, bool IsDashed, IReadOnlyList<(int Epoch, double Value)> Points);
