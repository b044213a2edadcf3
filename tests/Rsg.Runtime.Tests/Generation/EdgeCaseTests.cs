using Rsg.Balancing;
using Rsg.Generation;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Generation;

/// <summary>Batches at the edge of what the method speaks of: each has a defined result, finite and with finite gradients.</summary>
public sealed class EdgeCaseTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    public static TheoryData<Form, long[], int, int, int> Batches => new MatrixRows(
    [
        ("no frequent sample", [2, 3, 4, 2], 3, 3, 0, 0),
        ("no rare sample", [0, 1, 0, 1], 3, 3, 0, 0),
        ("one class", [2, 2, 2, 2, 2], 3, 3, 0, 0),
        ("one sample", [0], 3, 3, 0, 0),
        ("one of each", [1, 4], 3, 3, 1, 1),
        ("odd batch", [0, 1, 0, 2, 3], 3, 3, 2, 2),
        ("more rare than frequent", [0, 2, 3, 4, 2, 3, 4], 3, 3, 6, 6),
        ("more rare than frequent, left over", [0, 1, 3, 4, 2], 3, 3, 3, 2),
        ("1x1 map", [0, 1, 2, 0], 1, 1, 3, 3),
        ("1x2 map", [0, 1, 2, 0], 1, 2, 3, 3),
    ]);

    [Theory]
    [MemberData(nameof(Batches))]
    public void ResultIsDefined(Form form, long[] labels, int height, int width, int generatedCount)
    {
        using var generator = Samples.Generator(new() { Form = form });
        var maps = Samples.Maps(labels.Length, height, width).requires_grad_();
        var target = tensor(labels);

        var estimated = generator.Estimate(maps, target);
        Assert.Same(maps, estimated.Features);
        Assert.Same(target, estimated.Labels);
        Assert.Equal(0, estimated.GeneratedCount);
        Assert.Equal(0, estimated.Mv.item<double>());
        AssertFinite(estimated.Cesc);
        if (labels.Length == 1)
        {
            Assert.Equal(0, estimated.ContrastTerm.item<double>());
        }

        var generated = generator.Generate(maps, target);
        Assert.Equal(generatedCount, generated.GeneratedCount);
        Assert.Equal(labels.Length + generatedCount, generated.Features.shape[0]);
        Assert.Equal(labels.Concat(generated.Picks.Rare.Select(position => labels[position])), generated.Labels.data<long>().ToArray());
        if (generatedCount == 0)
        {
            Assert.Equal(0, generated.Mv.item<double>());
        }

        (generated.Features.square().sum() + generated.Cesc + generated.Mv).backward();
        AssertFinite(generated.Mv);
        AssertFinite(maps.grad!);
        Assert.All(generator.parameters().Where(parameter => parameter.grad is not null), parameter => AssertFinite(parameter.grad!));
    }

    [Theory]
    [InlineData(Form.Paper)]
    [InlineData(Form.Released)]
    public void OneClassInAll(Form form)
    {
        using var generator = new RareSampleGenerator(4, new FrequentClasses(1, [0]), new() { Form = form, ContrastiveChannels = 4 });
        var batch = generator.Generate(rand(3, 4, 2, 2), zeros(3, ScalarType.Int64));

        Assert.Equal(0, batch.GeneratedCount);
        AssertFinite(batch.Cesc);
    }

    [Theory]
    [InlineData(Form.Paper)]
    [InlineData(Form.Released)]
    public void ZeroDisplacementsHaveNoDirectionAndAFiniteGradient(Form form)
    {
        using var generator = Samples.Generator(new() { Form = form });
        using (no_grad())
        {
            generator.get_parameter("centers")!.zero_();
        }

        var batch = generator.Generate(zeros([4, Samples.Channels, 2, 2], ScalarType.Float64), Samples.Labels(0, 1, 2, 3));
        batch.Mv.backward();

        // Four vectors a map, each at cosine 0: |0 - 1| once, or in the released form once an entry.
        Assert.Equal(form == Form.Paper ? 4 : 4 * Samples.Channels, batch.MvDirection.item<double>(), 1e-12);
        Assert.All(generator.parameters().Where(parameter => parameter.grad is not null), parameter => AssertFinite(parameter.grad!));
    }

    [Fact]
    public void ChannelsLastMapsAreReadInTheSameOrder()
    {
        using var generator = Samples.Generator(new() { Form = Form.Released });
        var maps = Samples.Maps(5, 2, 4);
        var channelsLast = maps.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        var labels = Samples.Labels(0, 1, 2, 0, 3);
        Assert.False(channelsLast.is_contiguous());

        Assert.Equal(
            generator.Generate(maps, labels).Mv.item<double>(), generator.Generate(channelsLast, labels).Mv.item<double>(), 1e-12);
    }

    private static void AssertFinite(Tensor tensor) => Assert.True(tensor.isfinite().all().item<bool>());

    // Every batch in both forms; the last two numbers are the new samples of the paper's form and of the released one.
    private sealed class MatrixRows : TheoryData<Form, long[], int, int, int>
    {
        public MatrixRows(IEnumerable<(string Name, long[] Labels, int Height, int Width, int OfPaper, int Released)> batches)
        {
            foreach (var batch in batches)
            {
                Add(Form.Paper, batch.Labels, batch.Height, batch.Width, batch.OfPaper);
                Add(Form.Released, batch.Labels, batch.Height, batch.Width, batch.Released);
            }
        }
    }
}
