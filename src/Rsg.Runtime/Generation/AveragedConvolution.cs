using Rsg.Layers;
using Rsg.Native;
using static TorchSharp.torch;

namespace Rsg.Generation;

/// <summary>A linear layer on the global average of a 3x3 convolution, without the convolution.</summary>
/// <remarks>
/// Tap (i, j) of the kernel sees, while the output position goes over the map, the positions p of its window (<see cref="TapWindows"/>). So
/// <code>
/// HW ave(conv(z))[o] = sum_{c,i,j} W[o,c,i,j] sum_p window[i,j,p] z[c,p] + HW b[o]
/// </code>
/// and, because averaging and both layers are linear, what the layer A*, b* makes of it is one weighted sum of all of z:
/// <code>
/// (A* ave(conv(z)) + b*)[l] = sum_{c,p} U[l,c,p] z[c,p] + (A* b + b*)[l],   U[l,c,p] = 1/HW sum_{i,j} (A* W)[l,c,i,j] window[i,j,p]
/// </code>
/// U is made of the parameters alone. Per sample 2 C HW multiplications remain of the convolution's 9 C C HW, and z is read once, forward and backward.
/// </remarks>
internal static class AveragedConvolution
{
    /// <summary>A* ave(conv3x3(z)) + b*: (N, L).</summary>
    /// <param name="maps">z: (N, C, H, W), in any memory order; the usual two are read as they lie.</param>
    /// <param name="parameters">The convolution, (M, C, 3, 3) and (M), and A* and b*, (L, M) and (L).</param>
    public static Tensor Logits(Tensor maps, ContrastiveParameters parameters)
    {
        var (channels, area) = (maps.shape[1], maps.shape[2] * maps.shape[3]);
        var taps = parameters.HeadWeight.mm(parameters.SecondWeight.flatten(1)).view(-1, channels, 9).DividedBy(area);
        var windows = parameters.Windows.Of(maps);
        var offset = parameters.HeadWeight.mv(parameters.SecondBias).Plus(parameters.HeadBias);

        var rows = MemoryFormat.Flatten(maps, out var isChannelsLast);
        var weights = isChannelsLast ? windows.t().matmul(taps.transpose(1, 2)) : taps.matmul(windows);
        return nn.functional.linear(rows, weights.flatten(1), offset);
    }
}
