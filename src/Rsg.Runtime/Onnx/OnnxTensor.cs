using System.Collections.Immutable;

namespace Rsg.Onnx;

/// <summary>A tensor of an ONNX graph: the images, what a node gives, a weight or a constant. It has a name and a shape, and no values.</summary>
public sealed class OnnxTensor
{
    internal OnnxTensor(string name, ImmutableArray<long> shape)
    {
        Name = name;
        Shape = shape;
    }

    /// <summary>Its name in the file; no other tensor of the graph has it.</summary>
    public string Name { get; internal set; }

    /// <summary>Its sizes; <see cref="OnnxGraph.Batch"/> stands for the number of images, which the graph leaves open.</summary>
    public ImmutableArray<long> Shape { get; }
}
