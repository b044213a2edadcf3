using Rsg.Data;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Data;

/// <summary>Memory is used again, but never while any tensor still shows it.</summary>
public sealed class BatchMemoryTests
{
    private const int Values = 1000;

    [Fact]
    public void Memory_that_no_tensor_needs_is_used_again()
    {
        using var memory = new BatchMemory(Values * sizeof(float), mostFree: 2);
        using (Tensor tensor = memory.Empty([Values]))
        {
            tensor.fill_(3);
        }

        // Also for fewer values, as those of a last batch.
        using Tensor next = memory.Empty([2, 3, 5]);
        Assert.Equal(Enumerable.Repeat(3f, 30), next.data<float>().ToArray());
    }

    [Fact]
    public void A_view_keeps_the_memory_of_a_tensor_that_is_disposed()
    {
        using var memory = new BatchMemory(Values * sizeof(float), mostFree: 2);
        Tensor tensor = memory.Empty([10, 100]);
        tensor.fill_(3);
        Tensor view = tensor.narrow(0, 4, 2);
        tensor.Dispose();

        Tensor other = memory.Empty([10, 100]);
        other.fill_(7);

        Assert.Equal(Enumerable.Repeat(3f, 200), view.data<float>().ToArray());
        view.Dispose();
        using Tensor again = memory.Empty([5]);
        Assert.Equal(Enumerable.Repeat(3f, 5), again.data<float>().ToArray());
        other.Dispose();
    }

    /// <summary>The derivative of x w with respect to w is x, which the graph keeps when its tensor is disposed.</summary>
    [Fact]
    public void What_a_backward_pass_needs_is_kept()
    {
        using var memory = new BatchMemory(Values * sizeof(float), mostFree: 2);
        using Tensor weight = ones(Values, requires_grad: true);
        Tensor input = memory.Empty([Values]);
        input.fill_(5);
        Tensor product = (input * weight).sum();
        input.Dispose();

        using (Tensor other = memory.Empty([Values]))
        {
            other.fill_(9);
        }

        product.backward();
        product.Dispose();

        Assert.Equal(Enumerable.Repeat(5f, Values), weight.grad!.data<float>().ToArray());
    }

    [Fact]
    public void A_tensor_outlives_what_its_memory_came_from()
    {
        var memory = new BatchMemory(Values * sizeof(float), mostFree: 2);
        using Tensor tensor = memory.Empty([Values]);
        tensor.fill_(4);

        memory.Dispose();

        Assert.Equal(4f * Values, tensor.sum().item<float>());
    }

    [Fact]
    public void A_tensor_is_like_any_other()
    {
        using var memory = new BatchMemory(Values * sizeof(float), mostFree: 2);
        using Tensor tensor = memory.Empty([2, 3, 4, 5]);

        Assert.Equal([2, 3, 4, 5], tensor.shape);
        Assert.Equal([60, 20, 5, 1], tensor.stride());
        Assert.Equal(ScalarType.Float32, tensor.dtype);
        Assert.Equal(TorchSharp.DeviceType.CPU, tensor.device_type);
        Assert.False(tensor.requires_grad);
    }

    /// <summary>Four threads at once; each sees what it wrote, so that no two were given the same memory.</summary>
    [Fact]
    public void Threads_share_no_memory()
    {
        using var memory = new BatchMemory(Values * sizeof(float), mostFree: 3);
        Parallel.For(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 4 }, number =>
        {
            using Tensor tensor = memory.Empty([Values]);
            tensor.fill_(number);
            Thread.Yield();
            using Tensor sum = tensor.sum(ScalarType.Float64);
            Assert.Equal((double)number * Values, sum.item<double>());
        });
    }

    /// <summary>Parts of batches are kept longer than the batches, while later ones are read into memory that is used again.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Batches_that_follow_do_not_change_what_is_kept_of_one(int prefetch)
    {
        var loader = new BatchLoader(new NumberedImages(200), 4, shuffle: false, seed: 0, dropLast: false) { Prefetch = prefetch };
        var kept = new List<Tensor>();
        foreach (Batch batch in loader.ReadEpoch(0))
        {
            kept.Add(batch.Images.narrow(0, 1, 2));
            batch.Dispose();
        }

        Assert.Equal(Enumerable.Range(0, 50).SelectMany(batch => new[] { (4f * batch) + 1, (4f * batch) + 2 }), kept.SelectMany(part => part.data<float>().ToArray()));
        kept.ForEach(part => part.Dispose());
    }

    [Fact]
    public void What_a_set_leaves_unwritten_is_0_and_not_what_another_batch_left_there()
    {
        var loader = new BatchLoader(new NumberedImages(40) { Height = 2 }, 4, shuffle: false, seed: 0, dropLast: false);

        foreach (Batch batch in loader.ReadEpoch(0))
        {
            Assert.All(batch.Images.data<float>().ToArray().Where((_, place) => place % 2 == 1), value => Assert.Equal(0f, value));
            batch.Images.fill_(99);
            batch.Dispose();
        }
    }
}
