using System.Collections.Immutable;

namespace Rsg.Onnx;

/// <summary>A node of an ONNX graph.</summary>
/// <param name="Operation">ONNX's name of what it does.</param>
/// <param name="Name">Its own name.</param>
/// <param name="Inputs">What it reads.</param>
/// <param name="Output">What it gives.</param>
/// <param name="Attributes">Its named values.</param>
internal sealed record OnnxNode(string Operation, string Name, ImmutableArray<OnnxTensor> Inputs, OnnxTensor Output, ImmutableArray<OnnxAttributeValue> Attributes);
