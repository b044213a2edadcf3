using Rsg.Testing.Generation;
using TorchSharp;
using TorchSharp.Modules;
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

    public static nn.Module<Tensor, Tensor> Folded(this nn.Module<Tensor, Tensor> network) => (nn.Module<Tensor, Tensor>)LoadedModel.Call(network, "Folded")!;

    /// <summary>Gives normalisations numbers as training could leave them; those that they start with do next to nothing.</summary>
    public static void DrawNorms(this nn.Module network)
    {
        using var scope = torch.NewDisposeScope();
        using var withoutGradient = torch.no_grad();
        foreach (var norm in network.modules().OfType<BatchNorm>())
        {
            norm.running_mean?.uniform_(-0.5, 0.5);
            norm.running_var?.uniform_(0.5, 2);
            norm.weight?.uniform_(-1.5, 1.5);
            norm.bias?.uniform_(-0.5, 0.5);
        }

        foreach (var norm in network.modules().OfType<GroupNorm>())
        {
            // TorchSharp leaves them to whatever the memory held, now and then not a number.
            norm.weight?.uniform_(-1.5, 1.5);
            norm.bias?.uniform_(-0.5, 0.5);
        }
    }

    public static void SaveWeights(this nn.Module<Tensor, Tensor> network, string path) => LoadedModel.Call(network, "SaveWeights", path);

    public static void LoadWeights(this nn.Module<Tensor, Tensor> network, string path) => LoadedModel.Call(network, "LoadWeights", path);

    /// <summary>Every state entry as bytes, by name: what "the same weights, to the last bit" compares.</summary>
    public static Dictionary<string, byte[]> StateBytes(this nn.Module network) =>
        network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.bytes.ToArray());
}
