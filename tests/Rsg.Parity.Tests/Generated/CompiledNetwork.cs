using System.Collections.Concurrent;
using Rsg.Data;
using Rsg.Dsl;
using Rsg.Layers;
using Rsg.Parity.Tests.Fixtures;
using Rsg.Testing.Generation;
using Rsg.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Parity.Tests.Generated;

/// <summary>A network that was declared, generated, compiled and loaded for one case; declarations that repeat are compiled once.</summary>
public sealed class CompiledNetwork
{
    private static readonly ConcurrentDictionary<string, Lazy<LoadedModel>> Loaded = new(StringComparer.Ordinal);

    private readonly LoadedModel assembly;

    private CompiledNetwork(LoadedModel assembly) => this.assembly = assembly;

    /// <summary>Compiles a class <c>Net</c> with the given attributes.</summary>
    public static CompiledNetwork Of(params string[] attributes)
    {
        // The cases have cosines under plain cross-entropy too, as the released networks can, and cuts at large maps.
        var source = "#pragma warning disable RSG2004, RSG4005\nusing Rsg;\n\nnamespace Parity;\n\n" + string.Concat(attributes.Select(attribute => $"[{attribute}]\n")) + "public partial class Net;\n";
        return new(Loaded.GetOrAdd(source, static text => new(() => GeneratorRun.Of<RsgGenerator>(text).AssertNoDiagnostics().AssertCompilesCleanly().Load())).Value);
    }

    /// <summary>The declaration of the case's network, without a place for the generator.</summary>
    public static string Backbone(Fixture fixture)
    {
        var usesNorm = fixture.Json<Dictionary<string, bool>>("kwargs").GetValueOrDefault("use_norm");
        return ReleasedNetwork.Of(fixture.Text("constructor")).Backbone(fixture.Whole("num_classes"), fixture.Whole("side"), usesNorm);
    }

    /// <summary>How many numbers the network says that it learns.</summary>
    public int ParameterCount => (int)assembly.GetStatic("Parity.Net", "ParameterCount")!;

    /// <summary>A number that the emitted trainer declares.</summary>
    public int TrainerConstant(string name) => (int)assembly.GetStatic("Parity.Net+Trainer", name)!;

    /// <summary>The emitted learning rate of an epoch.</summary>
    public double LearningRateAt(int epoch) => (double)assembly.CallStatic("Parity.Net+Trainer", "LearningRateAt", epoch)!;

    /// <summary>A network in the given precision, with fresh weights.</summary>
    public nn.Module<Tensor, Tensor> CreateNetwork(ScalarType precision)
    {
        var network = assembly.Create<nn.Module<Tensor, Tensor>>("Parity.Net");
        return network.to(precision);
    }

    /// <summary>The emitted trainer of a network.</summary>
    public object CreateTrainer(nn.Module<Tensor, Tensor> network, IImageDataset trainingSet) =>
        assembly.Create("Parity.Net+Trainer", network, trainingSet, 0, null, null, TrainerConstant("Epochs"));

    public static Tensor ExtractFeatures(nn.Module network, Tensor images) => (Tensor)LoadedModel.Call(network, "ExtractFeatures", images)!;

    public static Tensor Classify(nn.Module network, Tensor features) => (Tensor)LoadedModel.Call(network, "Classify", features)!;

    public static StepLosses TrainStep(object trainer, Tensor images, Tensor labels) =>
        (StepLosses)LoadedModel.Call(trainer, "TrainStep", images, BatchLabels.FromTensor(labels))!;

    public static void StartEpoch(object trainer, int epoch) => LoadedModel.Call(trainer, "StartEpoch", epoch);

    /// <summary>Keeps the last logits: an emitted step does not hand them out.</summary>
    public static Func<Tensor> ObserveLogits(nn.Module network)
    {
        Tensor? last = null;
        var head = (nn.Module<Tensor, Tensor>)network.modules().Single(static module => module is Linear or NormedLinear);
        head.register_forward_hook((_, _, logits) =>
        {
            last?.Dispose();
            last = logits.detach().clone().DetachFromDisposeScope();
            return logits;
        });
        return () => last!;
    }
}
