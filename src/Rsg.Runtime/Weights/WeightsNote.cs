namespace Rsg.Weights;

/// <summary>A tensor that was not loaded.</summary>
/// <param name="Name">Its name: in the file for one that is left there, in the network for one that the file does not have.</param>
/// <param name="Tensor">Its type and shape, such as <c>Float32 [1000, 2048]</c>.</param>
/// <param name="Reason">Why it was not loaded.</param>
/// <param name="IsAllowed">Whether the options allow it.</param>
public sealed record WeightsNote(string Name, string Tensor, string Reason, bool IsAllowed);
