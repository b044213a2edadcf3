using static TorchSharp.torch;

namespace Rsg.Generation;

/// <summary>The vectors that the MV loss compares in feature maps, whose lengths are measured once however often they are asked for.</summary>
/// <remarks>
/// The paper has one vector along the channels at each position; the released code takes runs of D consecutive entries of the flattened
/// (D, H, W) block, whatever they are. Either way a vector lies along dimension 1 of <see cref="Values"/>.
/// </remarks>
/// <param name="maps">(N, D, H, W).</param>
/// <param name="form">Which vectors are meant.</param>
internal sealed class MapVectors(Tensor maps, Form form)
{
    private Tensor? lengths;

    /// <summary>(N, D, H, W) as given, or (N H W, D) in the released form.</summary>
    public Tensor Values { get; } = form == Form.Released ? maps.reshape(-1, maps.shape[1]) : maps;

    /// <summary>One length a vector: (N, H, W), or (N H W) in the released form.</summary>
    public Tensor Lengths => lengths ??= linalg.vector_norm(Values, 2, [1]);

    /// <summary>How many samples the vectors belong to, N.</summary>
    public long SampleCount { get; } = maps.shape[0];

    /// <summary>What the direction term subtracts a cosine from: 1, or D in the released form.</summary>
    public long DirectionOffset { get; } = form == Form.Released ? maps.shape[1] : 1;
}
