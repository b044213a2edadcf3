using Rsg.Data;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Data;

[Collection(WholeProcess.Collection)]
public sealed class BatchLoaderLeakTests
{
    [Fact]
    public void No_tensor_is_left_over_after_200_batches()
    {
        var loader = new BatchLoader(new NumberedImages(40), 4, shuffle: true, seed: 0, dropLast: false);
        ReadEpoch(loader, 0);

        long before = Tensor.TotalCount;
        for (int epoch = 0; epoch < 20; epoch++)
        {
            ReadEpoch(loader, epoch);
        }

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void No_tensor_is_left_over_when_an_image_cannot_be_read()
    {
        var loader = new BatchLoader(new NumberedImages(4) { FailingIndex = 3 }, 4, shuffle: false, seed: 0, dropLast: false);

        long before = Tensor.TotalCount;
        var error = Assert.Throws<IOException>(() => ReadEpoch(loader, 0));

        Assert.Equal("Image 3 cannot be read.", error.Message);
        Assert.Equal(before, Tensor.TotalCount);
    }

    private static void ReadEpoch(BatchLoader loader, int epoch)
    {
        foreach (Batch batch in loader.ReadEpoch(epoch))
        {
            batch.Dispose();
        }
    }
}
