using Rsg.Balancing;
using Rsg.Evaluation;
using Rsg.Runtime.Tests.Data;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Evaluation;

[Collection(WholeProcess.Collection)]
public sealed class EvaluatorLeakTests
{
    [Fact]
    public void No_tensor_is_left_over_after_200_batches()
    {
        using nn.Module<Tensor, Tensor> network = nn.Sequential(nn.Flatten(), nn.Linear(1, 2));
        var images = new NumberedImages(800);
        Evaluator.Run(network, images, new ClassCounts([2, 1]), batchSize: 4);

        long before = Tensor.TotalCount;
        Evaluator.Run(network, images, new ClassCounts([2, 1]), batchSize: 4);

        Assert.Equal(before, Tensor.TotalCount);
    }
}
