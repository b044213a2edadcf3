using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Onnx;

/// <summary>A file as ONNX Runtime reads it. Opening it checks the whole model: names, types, shapes, the operator set.</summary>
internal sealed class OnnxSession : IDisposable
{
    private readonly SessionOptions options = new() { IntraOpNumThreads = 2, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING };
    private readonly InferenceSession session;

    public OnnxSession(string path) => session = new InferenceSession(path, options);

    public string Input => session.InputMetadata.Keys.Single();

    public string Output => session.OutputMetadata.Keys.Single();

    /// <summary>The sizes of the input; a name for one that is open.</summary>
    public string[] InputShape => Shape(session.InputMetadata.Values.Single());

    public string[] OutputShape => Shape(session.OutputMetadata.Values.Single());

    public IReadOnlyDictionary<string, string> Metadata => session.ModelMetadata.CustomMetadataMap;

    /// <summary>What the model gives for images of float32.</summary>
    public Tensor Run(Tensor images)
    {
        var values = images.cpu().contiguous().data<float>().ToArray();
        using var input = OrtValue.CreateTensorValueFromMemory(values, images.shape);
        using var run = new RunOptions();
        using var outputs = session.Run(run, [Input], [input], [Output]);
        return tensor(outputs[0].GetTensorDataAsSpan<float>().ToArray(), outputs[0].GetTensorTypeAndShape().Shape);
    }

    public void Dispose()
    {
        session.Dispose();
        options.Dispose();
    }

    private static string[] Shape(NodeMetadata metadata)
        => [.. metadata.Dimensions.Zip(metadata.SymbolicDimensions, static (size, name) => name.Length > 0 ? name : FormattableString.Invariant($"{size}"))];
}
