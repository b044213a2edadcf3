namespace Rsg.Onnx;

/// <summary>
/// A module that writes itself into an ONNX graph. Generated networks and their blocks do; a module of one's own that does can be a part of a
/// network that is exported.
/// </summary>
public interface IOnnxModule
{
    /// <summary>Adds the nodes that compute in ONNX what the module's forward computes in evaluation mode.</summary>
    /// <param name="onnx">The graph. Names of nodes follow the module's state name.</param>
    /// <param name="input">What the module gets.</param>
    /// <returns>What it gives.</returns>
    OnnxTensor Export(OnnxGraph onnx, OnnxTensor input);
}
