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
        var kernel = parameters.FirstWeight.shape[2];
        var hidden = nn.functional.conv2d(
            cat([first, second], 1), parameters.FirstWeight, parameters.FirstBias, padding: [kernel / 2, kernel / 2]).relu_();

        // A ReLU stands between the last convolution and the average, so only then the convolution itself is needed.
        var average = finalRelu
            ? nn.functional.conv2d(hidden, parameters.SecondWeight, parameters.SecondBias, padding: [1, 1]).relu_().mean([2, 3])
            : WindowSums.MeanOfConvolution(hidden, parameters.SecondWeight, parameters.SecondBias);
        return nn.functional.linear(average, parameters.HeadWeight, parameters.HeadBias);
    }

    /// <summary>Mean over the pairs of -(y log gamma* + (1 - y) log(1 - gamma*)), y whether both are of one class; a scalar, 0 without pairs.</summary>
    /// <param name="maps">(B, D, H, W).</param>
    /// <param name="labels">(B) int64.</param>
    /// <param name="pairs">Positions in the batch.</param>
    /// <param name="parameters">h, A* and b*.</param>
    /// <param name="finalRelu">Whether h ends in a ReLU.</param>
    public static Tensor Loss(Tensor maps, Tensor labels, SamplePairs pairs, ContrastiveParameters parameters, bool finalRelu)
    {
        if (pairs.Count == 0)
        {
            return zeros([], dtype: maps.dtype, device: maps.device);
        }

        var first = tensor(pairs.First.ToArray(), device: maps.device);
        var second = tensor(pairs.Second.ToArray(), device: maps.device);
        var same = labels.index_select(0, first).eq(labels.index_select(0, second)).to(ScalarType.Int64);
        var logits = Logits(maps.index_select(0, first), maps.index_select(0, second), parameters, finalRelu);
        return nn.functional.cross_entropy(logits, same);
    }
}
