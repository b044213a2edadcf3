using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Generation;

/// <summary>Torch's random state belongs to the process: any test beside this one that draws a number would change it.</summary>
[Collection(WholeProcess.Collection)]
public sealed class GlobalRandomStateTests
{
    [Fact]
    public void GlobalRandomStateIsNeitherReadNorChanged()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var expected = rand(3);
        random.manual_seed(1);
        using var generator = Samples.Generator();
        generator.Estimate(Samples.Maps(4), Samples.Labels(0, 1, 2, 3));
        generator.Generate(Samples.Maps(4), Samples.Labels(0, 1, 2, 3));

        Assert.True(rand(3).equal(expected).all().item<bool>());
    }
}
