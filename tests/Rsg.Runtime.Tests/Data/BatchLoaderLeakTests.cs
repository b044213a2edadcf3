using Rsg.Data;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Data;

[Collection(WholeProcess.Collection)]
public sealed class BatchLoaderLeakTests : IDisposable
{
    public void Dispose() => Garbage.Collect();

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

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 3)]
    [InlineData(4, 2)]
    public void No_tensor_is_left_over_when_the_loop_is_left(int workers, int prefetch)
    {
        var images = new ScriptedImages(80) { Skips = index => index % 5 == 0 };
        var loader = new BatchLoader(images, 4, shuffle: true, seed: 0, dropLast: false) { Workers = workers, Prefetch = prefetch };

        long before = Tensor.TotalCount;
        for (int given = 0; given < 8; given++)
        {
            foreach (Batch batch in loader.ReadEpoch(given).Take(given))
            {
                batch.Dispose();
            }
        }

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(1, 3)]
    [InlineData(4, 2)]
    public void No_tensor_is_left_over_when_another_thread_cannot_read(int workers, int prefetch)
    {
        var images = new ScriptedImages(80) { Reading = index => _ = index > 40 ? throw new IOException() : 0 };
        var loader = new BatchLoader(images, 4, shuffle: false, seed: 0, dropLast: false) { Workers = workers, Prefetch = prefetch };

        long before = Tensor.TotalCount;
        Assert.Throws<IOException>(() => ReadEpoch(loader, 0));

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void No_tensor_is_left_over_of_batches_that_are_made_on_a_device()
    {
        var images = new InMemoryImages(new byte[20 * 9], new int[20], 2, new ImagePreparation(1, 3, 3) { Crop = Rsg.Crop.Padded });
        var loader = new BatchLoader(images, 4, shuffle: true, seed: 0, dropLast: false);
        var meta = new Device(TorchSharp.DeviceType.META);
        ReadEpoch(loader, 0, meta);

        long before = Tensor.TotalCount;
        ReadEpoch(loader, 1, meta);

        Assert.Equal(before, Tensor.TotalCount);
        GC.KeepAlive(images);
    }

    private static void ReadEpoch(BatchLoader loader, int epoch, Device? device = null)
    {
        foreach (Batch batch in loader.ReadEpoch(epoch, device))
        {
            batch.Dispose();
        }
    }
}
