using Rsg.Benchmarks.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Benchmarks.Tests.Training;

/// <summary>The two sides of the comparison do the same work: from the same weights they come to the same numbers.</summary>
public sealed class HandWrittenResNet32Tests : IDisposable
{
    private readonly GeneratedResNet32 generated = new();
    private readonly HandWrittenResNet32 handWritten = new();

    public HandWrittenResNet32Tests()
    {
        // In float32 another order of sums turns a sign in front of a ReLU now and then, and a gradient with it.
        generated.to(ScalarType.Float64);
        handWritten.to(ScalarType.Float64);
        handWritten.load_state_dict(generated.state_dict());
    }

    public void Dispose()
    {
        generated.Dispose();
        handWritten.Dispose();
    }

    [Fact]
    public void It_has_the_generated_networks_weights_under_the_same_names()
    {
        Assert.Equal(
            generated.state_dict().Select(entry => (entry.Key, string.Join('x', entry.Value.shape))),
            handWritten.state_dict().Select(entry => (entry.Key, string.Join('x', entry.Value.shape))));
    }

    [Fact]
    public void Logits_in_training_and_in_evaluation_are_the_same()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = Images();
        AssertClose("training", generated.call(images), handWritten.call(images));

        generated.eval();
        handWritten.eval();
        AssertClose("evaluation, after one batch went into the statistics", generated.call(images), handWritten.call(images));
    }

    [Fact]
    public void Every_gradient_is_the_same()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = Images();
        Tensor labels = tensor(new long[] { 3, 1, 4, 1, 5, 9, 2, 6 });
        nn.functional.cross_entropy(generated.call(images), labels).backward();
        nn.functional.cross_entropy(handWritten.call(images), labels).backward();

        var expected = handWritten.named_parameters().ToDictionary(parameter => parameter.name, parameter => parameter.parameter.grad);
        foreach ((string name, TorchSharp.Modules.Parameter parameter) in generated.named_parameters())
        {
            AssertClose(name, parameter.grad!, expected[name]!);
        }
    }

    private static Tensor Images() => randn([8, 3, 32, 32], ScalarType.Float64, generator: new Generator(7));

    // The two may run through other kernels, with another order of sums.
    private static void AssertClose(string what, Tensor actual, Tensor expected)
    {
        double largest = expected.abs().max().item<double>();
        double difference = (actual - expected).abs().max().item<double>();
        Assert.True(largest > 0, $"{what}: all zero.");
        Assert.True(difference <= 1e-9 * largest, $"{what}: differs by {difference} where the largest number is {largest}.");
    }
}
