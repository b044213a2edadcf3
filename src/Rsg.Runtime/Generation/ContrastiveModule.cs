using Rsg.Data;
using Rsg.Layers;
using Rsg.Native;
using static TorchSharp.torch;

namespace Rsg.Generation;

/// <summary>The contrastive module (Eq. 2) and its cross-entropy (second term of Eq. 5).</summary>
internal static class ContrastiveModule
{
    /// <summary>The two logits of gamma*, before the softmax f: (N, 2).</summary>
    /// <param name="first">x_1: (N, D, H, W).</param>
    /// <param name="second">x_2: (N, D, H, W).</param>
    /// <param name="parameters">h, A* and b*.</param>
    /// <param name="finalRelu">Whether h ends in a ReLU.</param>
    public static Tensor Logits(Tensor first, Tensor second, ContrastiveParameters parameters, bool finalRelu)
    {
        var hidden = First(first, second, parameters).relu_();
        if (finalRelu)
        {
            // A ReLU stands between the last convolution and the average, so only then the convolution itself is needed.
            var average = nn.functional.conv2d(hidden, parameters.SecondWeight, parameters.SecondBias, padding: [1, 1]).relu_().mean([2, 3]);
            return nn.functional.linear(average, parameters.HeadWeight, parameters.HeadBias);
        }

        return AveragedConvolution.Logits(hidden, parameters);
    }

    /// <summary>Mean over the pairs of -(y log gamma* + (1 - y) log(1 - gamma*)), y whether both are of one class; a scalar, 0 without pairs.</summary>
    /// <param name="maps">(B, D, H, W).</param>
    /// <param name="labels">Their B labels, whose numbers are read.</param>
    /// <param name="pairs">Positions in the batch.</param>
    /// <param name="parameters">h, A* and b*.</param>
    /// <param name="finalRelu">Whether h ends in a ReLU.</param>
    public static Tensor Loss(Tensor maps, BatchLabels labels, SamplePairs pairs, ContrastiveParameters parameters, bool finalRelu)
    {
        if (pairs.Count == 0)
        {
            return zeros([], dtype: maps.dtype, device: maps.device);
        }

        var values = labels.Values;
        var isSame = new long[pairs.Count];
        for (var i = 0; i < isSame.Length; i++)
        {
            isSame[i] = values[(int)pairs.First[i]] == values[(int)pairs.Second[i]] ? 1 : 0;
        }

        var index = IndexTensors.On(maps.device, pairs.First, pairs.Second, isSame);
        var logits = Logits(MemoryFormat.IndexSelect(maps, index[0]), MemoryFormat.IndexSelect(maps, index[1]), parameters, finalRelu);
        return nn.functional.cross_entropy(logits, index[2]);
    }

    /// <summary>The first convolution, of both maps one behind the other in the channels.</summary>
    /// <remarks>
    /// A convolution of a concatenation is the sum of two convolutions, each with its part of the kernel. Where one of the maps needs a gradient and
    /// the other does not, the two are computed apart: the backward pass of the whole would make both gradients.
    /// </remarks>
    private static Tensor First(Tensor first, Tensor second, ContrastiveParameters parameters)
    {
        var weight = parameters.FirstWeight;
        if (first.requires_grad == second.requires_grad)
        {
            return Convolve(cat([first, second], 1), weight, parameters.FirstBias);
        }

        var ofFirst = weight.narrow(1, 0, first.shape[1]);
        var ofSecond = weight.narrow(1, first.shape[1], second.shape[1]);
        return first.requires_grad
            ? Convolve(first, ofFirst, parameters.FirstBias).AddInPlace(Convolve(second, ofSecond, null))
            : Convolve(second, ofSecond, parameters.FirstBias).AddInPlace(Convolve(first, ofFirst, null));
    }

    private static Tensor Convolve(Tensor maps, Tensor weight, Tensor? bias)
    {
        var padding = weight.shape[2] / 2;
        return nn.functional.conv2d(maps, weight, bias, padding: [padding, padding]);
    }
}
