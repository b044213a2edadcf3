namespace Rsg.Dsl.Generator.Tests.Catalogue;

/// <summary>A part behind which a network can be cut, its number where it is a stage, and the maps there.</summary>
internal sealed record ExpectedPart(string Name, int? Stage, Maps Maps);
