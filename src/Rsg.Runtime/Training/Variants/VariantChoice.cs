namespace Rsg.Training;

/// <summary>What a variant is along one axis of its file's matrix.</summary>
/// <param name="Axis">The axis, as the file names it.</param>
/// <param name="Value">The name of the value.</param>
public sealed record VariantChoice(string Axis, string Value);
