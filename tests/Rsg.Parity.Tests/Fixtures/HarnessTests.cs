using System.Text.Json;
using Rsg.Weights;
using TorchSharp;
using Xunit.Sdk;
using static TorchSharp.torch;

namespace Rsg.Parity.Tests.Fixtures;

/// <summary>The comparison itself: what is wrong must fail, and say so.</summary>
[Trait("Category", "Parity")]
public sealed class HarnessTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    private string FilePath => Path.Combine(folder.FullName, "case.safetensors");

    public void Dispose()
    {
        scope.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void AnUnknownKindFails()
    {
        SafetensorsFile.Write(FilePath, [], [new("kind", "juggling")]);
        using var fixture = new Fixture(FilePath, ScalarType.Float32);
        var failure = Assert.ThrowsAny<XunitException>(() => CaseRunners.Run(fixture));
        Assert.Contains("juggling", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnknownTableFails()
    {
        using var table = JsonDocument.Parse("""{"juggling":[1]}""");
        var failure = Assert.ThrowsAny<XunitException>(() => TableRunners.Run(table.RootElement));
        Assert.Contains("juggling", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ScalarType.Float32, 2e-5, true)]
    [InlineData(ScalarType.Float32, 1e-6, false)]
    [InlineData(ScalarType.Float64, 1e-7, true)]
    public void AResultThatIsOffFails(ScalarType precision, double shift, bool fails)
    {
        SafetensorsFile.Write(FilePath, NormedLinear(shift), Metadata);
        using var fixture = new Fixture(FilePath, precision);
        var failure = Record.Exception(() => CaseRunners.Run(fixture));
        Assert.Equal(fails, failure is XunitException);
    }

    [Fact]
    public void AResultThatNothingWasComparedWithFails()
    {
        SafetensorsFile.Write(FilePath, [.. NormedLinear(0), new("out64.other", tensor(1.0))], Metadata);
        using var fixture = new Fixture(FilePath, ScalarType.Float32);
        var failure = Assert.ThrowsAny<XunitException>(() => CaseRunners.Run(fixture));
        Assert.Contains("out64.other", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ErrorsAreRelativeToTheLargestEntryAndAbsoluteForSmallTensors()
    {
        Assert.Equal(0.01, Judgement.Error(tensor(new[] { 1.0, 99.0 }), tensor(new[] { 0.0, 100.0 })), 1e-12);
        Assert.Equal(3e-7, Judgement.Error(tensor(new[] { 4e-7 }), tensor(new[] { 1e-7 })), 1e-15);
    }

    [Fact]
    public void NotANumberFails() => Assert.ThrowsAny<XunitException>(() => Judgement.Equal(tensor(double.NaN), tensor(1.0), 1, "value"));

    [Fact]
    public void AnotherShapeFails() => Assert.ThrowsAny<XunitException>(() => Judgement.Equal(ones(2), ones(2, 1), 1, "value"));

    private static KeyValuePair<string, string>[] Metadata =>
    [
        new("kind", "normed_linear"), new("in_features", "2"), new("out_features", "1"), new("tolerance.out", "4e-6"), new("tolerance.grad", "4e-6"),
    ];

    // Input (3, 4), weight (1, 0): cosine 0.6, its gradient (16, -12) / 125 for the input and (0, 0.8) for the weight.
    private static KeyValuePair<string, Tensor>[] NormedLinear(double shift) =>
    [
        new("in.input", tensor(new[,] { { 3f, 4f } })),
        new("in.weight", tensor(new[,] { { 1f }, { 0f } })),
        new("in.cotangent", ones(1, 1)),
        new("out64.cosine", tensor(new[,] { { 0.6 * (1 + shift) } })),
        new("grad64.input", tensor(new[,] { { 0.128, -0.096 } })),
        new("grad64.weight", tensor(new[,] { { 0.0 }, { 0.8 } })),
    ];
}
