using static TorchSharp.torch;

namespace Rsg.Optimization;

/// <summary>Rows that a forward pass reads, until the step that its gradients take part in.</summary>
/// <param name="Rows">Which rows, each once.</param>
/// <param name="Index">The same on the device: (U) int64.</param>
/// <param name="Leaves">Their values, one tensor a parameter, (U, ...); gradients arrive here.</param>
internal sealed record GatheredRows(long[] Rows, Tensor Index, Tensor[] Leaves) : IDisposable
{
    public bool HasGradient => Leaves.Any(leaf => leaf.grad is not null);

    public void Dispose()
    {
        Index.Dispose();
        foreach (var leaf in Leaves)
        {
            leaf.Dispose();
        }
    }
}
