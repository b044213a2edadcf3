using static TorchSharp.torch;

namespace Rsg.Onnx;

/// <summary>A weight that an ONNX file carries: an entry of the network's state, or one that was computed of several.</summary>
/// <param name="Tensor">Its name and shape in the graph.</param>
/// <param name="Read">Gives its values, in the current dispose scope where they are new.</param>
internal sealed record OnnxWeight(OnnxTensor Tensor, Func<Tensor> Read)
{
    /// <summary>How many bytes its values take in the file.</summary>
    public long ByteCount => Tensor.Shape.Aggregate((long)sizeof(float), static (product, size) => product * size);

    /// <summary>Writes the values as float32 in the order of their indices, whatever type they have and wherever they lie.</summary>
    public void WriteValues(Stream stream)
    {
        using var scope = NewDisposeScope();
        using var withoutGradient = no_grad();
        stream.Write(Read().detach().to(ScalarType.Float32, CPU).contiguous().bytes);
    }
}
