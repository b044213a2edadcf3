using Rsg.Testing.Generation;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Running;

/// <summary>What an emitted network has beside the members of a TorchSharp module.</summary>
internal static class EmittedNetwork
{
    public static Tensor ExtractFeatures(this nn.Module<Tensor, Tensor> network, Tensor images) =>
        (Tensor)LoadedModel.Call(network, "ExtractFeatures", images)!;

    public static Tensor Classify(this nn.Module<Tensor, Tensor> network, Tensor features) =>
        (Tensor)LoadedModel.Call(network, "Classify", features)!;

    public static Tensor Predict(this nn.Module<Tensor, Tensor> network, Tensor images) =>
        (Tensor)LoadedModel.Call(network, "Predict", images)!;

    public static void SaveWeights(this nn.Module<Tensor, Tensor> network, string path) => LoadedModel.Call(network, "SaveWeights", path);

    public static void LoadWeights(this nn.Module<Tensor, Tensor> network, string path) => LoadedModel.Call(network, "LoadWeights", path);

    /// <summary>Every state entry as bytes, by name: what "the same weights, to the last bit" compares.</summary>
    public static Dictionary<string, byte[]> StateBytes(this nn.Module network) =>
        network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.bytes.ToArray());
}
