namespace Rsg.Onnx;

/// <summary>What an ONNX file calls what goes into the network and what comes out.</summary>
internal static class OnnxNames
{
    public const string Images = "images";
    public const string Logits = "logits";
    public const string Probabilities = "probabilities";

    /// <summary>The open number of images.</summary>
    public const string Batch = "batch";
}
