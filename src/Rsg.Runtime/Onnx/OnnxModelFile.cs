using System.Globalization;
using Rsg.Output;

namespace Rsg.Onnx;

/// <summary>Writes a finished graph: the small parts as messages, then each weight from where it lies, so that no second copy of the network is made.</summary>
internal static class OnnxModelFile
{
    /// <summary>Less than the 2 GiB that a message of protobuf can have, so that the nodes have room, too.</summary>
    private const long LargestWeights = 1900L << 20;

    /// <param name="path">Where to.</param>
    /// <param name="onnx">The graph.</param>
    /// <param name="output">What it gives.</param>
    /// <param name="description">What the network is.</param>
    /// <param name="metadata">Texts beside the graph.</param>
    public static void Write(string path, OnnxGraph onnx, OnnxTensor output, OnnxDescription description, IEnumerable<(string Key, string Text)> metadata)
    {
        RequireRoom(onnx, description);
        var before = OnnxMessage.Of(graph =>
        {
            foreach (var node in onnx.Nodes)
            {
                graph.Field(1, OnnxSchema.Node(node));
            }

            graph.Field(2, description.Model);
        });
        var after = OnnxMessage.Of(graph =>
        {
            graph.Field(11, OnnxSchema.Value(onnx.Images));
            graph.Field(12, OnnxSchema.Value(output));
        });
        var weights = onnx.Weights.Select(static weight => (Weight: weight, Head: Head(weight))).ToArray();
        var graphLength = before.Length + after.Length + weights.Sum(static entry => entry.Head.Length + entry.Weight.ByteCount);
        var start = OnnxMessage.Of(model =>
        {
            model.Field(1, IrVersion(onnx.Opset));
            model.Field(2, "RsgDsl");
            model.Field(3, OnnxMetadata.LibraryVersion);
            model.Field(8, OnnxSchema.OperatorSet(onnx.Opset));
            foreach (var (key, text) in metadata)
            {
                model.Field(14, OnnxSchema.Entry(key, text));
            }

            model.FieldBefore(7, graphLength);
        });
        WholeFile.Write(path, stream =>
        {
            stream.Write(start);
            stream.Write(before);
            foreach (var (weight, head) in weights)
            {
                stream.Write(head);
                weight.WriteValues(stream);
            }

            stream.Write(after);
        });
    }

    private static void RequireRoom(OnnxGraph onnx, OnnxDescription description)
    {
        var bytes = onnx.Weights.Sum(static weight => weight.ByteCount);
        if (bytes > LargestWeights)
        {
            throw new NotSupportedException(string.Create(
                CultureInfo.InvariantCulture,
                $"{description.Model} cannot be exported: its weights are {bytes >> 20} MiB as float32, and an ONNX file holds {LargestWeights >> 20} MiB at most."));
        }
    }

    /// <summary>What stands before a weight's values: the graph's field for it, and its message's fields but the last.</summary>
    private static byte[] Head(OnnxWeight weight)
    {
        var inside = OnnxSchema.TensorBefore(weight.Tensor.Name, OnnxElement.Float32, weight.Tensor.Shape, weight.ByteCount);
        return [.. OnnxMessage.Of(graph => graph.FieldBefore(5, inside.Length + weight.ByteCount)), .. inside];
    }

    /// <summary>The version of the file format that came with an operator set; older readers refuse newer ones.</summary>
    private static int IrVersion(int opset) => opset switch
    {
        < 19 => 8,
        < 21 => 9,
        _ => 10,
    };
}
