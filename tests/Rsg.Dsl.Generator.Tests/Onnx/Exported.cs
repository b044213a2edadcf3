using Rsg.Onnx;
using Rsg.Testing.Generation;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Onnx;

/// <summary>A network that was written as an ONNX file; the file is gone when this is disposed.</summary>
internal sealed class Exported : IDisposable
{
    /// <summary>Of the largest logit: what two libraries may differ by in float32.</summary>
    private const double Tolerance = 1e-4;

    private readonly string path = Path.Combine(Path.GetTempPath(), $"rsg-{Guid.NewGuid():N}.onnx");

    public Exported(nn.Module network, OnnxOptions? options = null)
    {
        LoadedModel.Call(network, "ExportOnnx", path, options);
        Session = new OnnxSession(path);
    }

    public OnnxSession Session { get; }

    public byte[] Bytes => File.ReadAllBytes(path);

    /// <summary>Requires that ONNX Runtime computes what is expected.</summary>
    public void AssertGives(Tensor expected, Tensor images)
    {
        using var scope = NewDisposeScope();
        var actual = Session.Run(images);
        Assert.Equal(expected.shape, actual.shape);
        var difference = expected.sub(actual).abs().max().item<float>() / expected.abs().max().item<float>();
        Assert.True(difference <= Tolerance, FormattableString.Invariant($"a difference of {difference} of the largest value"));
    }

    public void Dispose()
    {
        Session.Dispose();
        File.Delete(path);
    }
}
