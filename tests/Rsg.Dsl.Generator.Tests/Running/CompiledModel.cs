using System.Collections.Concurrent;
using Rsg.Data;
using Rsg.Testing.Generation;
using Rsg.Training;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Running;

/// <summary>A model that was declared, generated, compiled and loaded; a declaration that repeats is compiled once.</summary>
internal sealed class CompiledModel
{
    private const string TypeName = "Running.Net";

    private static readonly ConcurrentDictionary<string, Lazy<CompiledModel>> Compiled = new(StringComparer.Ordinal);

    private readonly LoadedModel assembly;

    private CompiledModel(string source) =>
        assembly = GeneratorRun.Of<RsgGenerator>(source).AssertNoDiagnostics().AssertCompilesCleanly().Load();

    /// <summary>The generated network type.</summary>
    public Type NetworkType => assembly.Type(TypeName);

    public int ParameterCount => (int)assembly.GetStatic(TypeName, "ParameterCount")!;

    /// <summary>Compiles a class with the given attributes.</summary>
    public static CompiledModel Of(params string[] attributes)
    {
        // Cuts at large maps are warned of, and what never begins; the tests train on few images for few steps.
        return OfSource($"#pragma warning disable RSG4002, RSG4005\nusing Rsg;\n\nnamespace Running;\n\n[{string.Join(", ", attributes)}]\npublic partial class Net;\n");
    }

    /// <summary>Compiles a source that declares <c>Running.Net</c>.</summary>
    public static CompiledModel OfSource(string source) => Compiled.GetOrAdd(source, static text => new(() => new(text))).Value;

    /// <summary>A network with fresh weights.</summary>
    public nn.Module<Tensor, Tensor> CreateNetwork() => assembly.Create<nn.Module<Tensor, Tensor>>(TypeName);

    /// <summary>A network with the weights of another one.</summary>
    public nn.Module<Tensor, Tensor> CreateNetwork(nn.Module weights)
    {
        var network = CreateNetwork();
        network.load_state_dict(weights.state_dict());
        return network;
    }

    public EmittedTrainer CreateTrainer(nn.Module<Tensor, Tensor> network, IImageDataset trainingSet, int seed = 0, int? epochs = null, ITrainingObserver? observer = null) =>
        new(assembly.Create(TypeName + "+Trainer", network, trainingSet, seed, observer, null, epochs ?? TrainerConstant("Epochs")));

    public double LearningRateAt(int epoch) => (double)assembly.CallStatic(TypeName + "+Trainer", "LearningRateAt", epoch)!;

    public int TrainerConstant(string name) => (int)assembly.GetStatic(TypeName + "+Trainer", name)!;
}
