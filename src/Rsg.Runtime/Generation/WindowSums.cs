using static TorchSharp.torch;

namespace Rsg.Generation;

/// <summary>The global average of a 3x3 convolution, without the convolution.</summary>
/// <remarks>
/// For stride 1 and zero padding 1,
/// <code>
/// sum_p conv(z)[o, p] = sum_p sum_{c,i,j} W[o,c,i,j] z[c, p + (i-1, j-1)] + HW b[o]
///                     = sum_{c,i,j} W[o,c,i,j] S[c,i,j]                   + HW b[o]
/// </code>
/// where S[c,i,j] sums z[c] over the window that tap (i, j) sees while p runs over the map: all rows but the last for i = 0,
/// all for i = 1, all but the first for i = 2, and columns likewise. With H = 1 the windows of i = 0 and i = 2 are empty,
/// which is right: those taps see padding only. So GAP(conv(z)) is one (N, 9C) by (9C, M) product.
/// </remarks>
internal static class WindowSums
{
    /// <summary>ave(conv3x3(z)): (N, M).</summary>
    /// <param name="maps">z: (N, C, H, W).</param>
    /// <param name="weight">(M, C, 3, 3).</param>
    /// <param name="bias">(M).</param>
    public static Tensor MeanOfConvolution(Tensor maps, Tensor weight, Tensor bias)
    {
        var area = maps.shape[2] * maps.shape[3];
        return nn.functional.linear(Of(maps).flatten(1) / area, weight.flatten(1), bias);
    }

    /// <summary>S: (N, C, 3, 3) for maps (N, C, H, W).</summary>
    public static Tensor Of(Tensor maps)
    {
        var columns = maps.matmul(Windows(maps.shape[3], maps));
        return columns.transpose(2, 3).matmul(Windows(maps.shape[2], maps)).transpose(2, 3);
    }

    // (length, 3): column i marks the positions that tap i sees. A product with it, unlike a difference of sums, cancels nothing.
    private static Tensor Windows(long length, Tensor like)
    {
        var windows = ones(length, 3, dtype: like.dtype, device: like.device);
        windows[length - 1, 0] = zeros([], dtype: like.dtype, device: like.device);
        windows[0, 2] = zeros([], dtype: like.dtype, device: like.device);
        return windows;
    }
}
