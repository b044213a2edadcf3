namespace Rsg.Weights;

/// <summary>A tensor that file and network both have, in different types or shapes.</summary>
/// <param name="Name">Its name in the network.</param>
/// <param name="InFile">Its type and shape in the file, such as <c>Float32 [1000, 2048]</c>.</param>
/// <param name="InNetwork">Its type and shape in the network.</param>
public sealed record WeightsDifference(string Name, string InFile, string InNetwork);
