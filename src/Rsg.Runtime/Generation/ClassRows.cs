using static TorchSharp.torch;

namespace Rsg.Generation;

/// <summary>
/// The per-class parameters of a batch: those of all classes, or only of the classes in it. The computation is the same, it looks rows up by index.
/// </summary>
/// <param name="Index">The row of each sample's class: (B) int64.</param>
/// <param name="Linear">A of Eq. 1, a row a class: (U, D, K).</param>
/// <param name="Bias">b of Eq. 1: (U, K).</param>
/// <param name="Centers">(U, K, D).</param>
internal sealed record ClassRows(Tensor Index, Tensor Linear, Tensor Bias, Tensor Centers);
