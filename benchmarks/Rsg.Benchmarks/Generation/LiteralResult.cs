using static TorchSharp.torch;

namespace Rsg.Benchmarks.Generation;

/// <summary>What the literal algorithm makes of a batch.</summary>
/// <param name="Features">The given feature maps, and behind them the new ones.</param>
/// <param name="Labels">Their labels.</param>
/// <param name="Cesc">The CESC loss.</param>
/// <param name="Mv">The MV loss.</param>
internal sealed record LiteralResult(Tensor Features, Tensor Labels, Tensor Cesc, Tensor Mv);
