using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Rsg.Onnx;

/// <summary>
/// An ONNX graph while it is put together: nodes in the order in which they run. What a layer is in ONNX stands in extension methods
/// (<see cref="OnnxLayers"/>, <see cref="OnnxActivations"/>, <see cref="OnnxPooling"/>, <see cref="OnnxArithmetic"/>), which all end in <see cref="Node"/>.
/// </summary>
public sealed class OnnxGraph
{
    /// <summary>The size that is open: the number of images.</summary>
    public const long Batch = -1;

    private readonly Dictionary<nn.Module, string> stateNames = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> tensorNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> nodeNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OnnxWeight> weights = new(StringComparer.Ordinal);
    private readonly Dictionary<(OnnxElement Element, string Shape, string Data), OnnxTensor> constants = [];
    private readonly List<OnnxNode> nodes = [];
    private string scope = "";

    internal OnnxGraph(nn.Module network, OnnxDescription description, int opset)
    {
        Opset = opset;
        stateNames.Add(network, "");
        foreach (var (name, module) in network.named_modules())
        {
            // A module that stands in several places has the name of the first.
            stateNames.TryAdd(module, name);
        }

        // No other tensor gets a name that the state or the outside knows.
        tensorNames.UnionWith(network.state_dict().Keys);
        tensorNames.UnionWith([OnnxNames.Images, OnnxNames.Logits, OnnxNames.Probabilities]);
        Images = new OnnxTensor(OnnxNames.Images, [Batch, description.Channels, description.Height, description.Width]);
    }

    /// <summary>The version of ONNX's operator set that the nodes are to be of.</summary>
    public int Opset { get; }

    /// <summary>The graph's input, (batch, C, H, W).</summary>
    public OnnxTensor Images { get; }

    internal IReadOnlyList<OnnxNode> Nodes => nodes;

    /// <summary>The weights that the nodes read, each once, in the order in which they do.</summary>
    internal IEnumerable<OnnxWeight> Weights => nodes
        .SelectMany(static node => node.Inputs)
        .Distinct()
        .Select(WeightOf)
        .OfType<OnnxWeight>();

    /// <summary>Adds a node.</summary>
    /// <param name="operation">ONNX's name of what it does, in its own domain.</param>
    /// <param name="shape">The shape of what it gives; <see cref="Batch"/> first, unless it is made of weights alone.</param>
    /// <param name="inputs">What it reads, in ONNX's order.</param>
    /// <param name="attributes">Its named values; those that are left out are as ONNX has them.</param>
    /// <returns>What it gives.</returns>
    public OnnxTensor Node(string operation, IEnumerable<long> shape, IEnumerable<OnnxTensor> inputs, params OnnxAttributeValue[] attributes)
    {
        ArgumentException.ThrowIfNullOrEmpty(operation);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(attributes);
        var name = scope.Length == 0 ? operation : $"{scope}/{operation}";
        var output = new OnnxTensor(Free(name, tensorNames), [.. shape]);
        nodes.Add(new OnnxNode(operation, Free(name, nodeNames), [.. inputs], output, [.. attributes]));
        return output;
    }

    /// <summary>A parameter or buffer of a module as a part of the graph, under its state name.</summary>
    /// <param name="module">The module that holds it.</param>
    /// <param name="name">Its name in the module: <c>weight</c>.</param>
    /// <param name="values">The parameter or buffer itself. It is read when the file is written, and becomes float32 there.</param>
    /// <exception cref="InvalidOperationException">The module is not registered anywhere in the network.</exception>
    public OnnxTensor Weight(nn.Module module, string name, Tensor values)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(values);
        var path = PathOf(module);
        var stateName = path.Length == 0 ? name : $"{path}.{name}";
        return weights.TryGetValue(stateName, out var weight) ? weight.Tensor : SetWeight(stateName, [.. values.shape], () => values);
    }

    /// <summary>A constant vector of whole numbers: sizes, axes, paddings.</summary>
    public OnnxTensor Constant(params long[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Constant(OnnxElement.Int64, [values.Length], MemoryMarshal.AsBytes(values.AsSpan()));
    }

    /// <summary>A constant number.</summary>
    public OnnxTensor Constant(double value) => Constant([(float)value], []);

    /// <summary>Constant numbers.</summary>
    /// <param name="values">The numbers, in the order of their indices.</param>
    /// <param name="shape">The sizes; none for a lone number.</param>
    public OnnxTensor Constant(float[] values, params long[] shape)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(shape);
        return Constant(OnnxElement.Float32, [.. shape], MemoryMarshal.AsBytes(values.AsSpan()));
    }

    /// <summary>Puts other nodes in the place of those so far.</summary>
    internal void Replace(IEnumerable<OnnxNode> others)
    {
        OnnxNode[] all = [.. others];
        nodes.Clear();
        nodes.AddRange(all);
    }

    /// <summary>The weight behind a tensor; null where it is none.</summary>
    internal OnnxWeight? WeightOf(OnnxTensor tensor) => weights.GetValueOrDefault(tensor.Name);

    /// <summary>Makes a weight, in place of one of that name if there is one.</summary>
    internal OnnxTensor SetWeight(string name, ImmutableArray<long> shape, Func<Tensor> read)
    {
        var weight = new OnnxWeight(new OnnxTensor(name, shape), read);
        weights[name] = weight;
        return weight.Tensor;
    }

    /// <summary>Names the nodes that follow after a module's state, until it is disposed.</summary>
    internal Scope Enter(nn.Module module)
    {
        var outside = scope;
        scope = PathOf(module);
        return new Scope(this, outside);
    }

    /// <summary>The state name of a module; empty for the network itself.</summary>
    internal string PathOf(nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return stateNames.TryGetValue(module, out var name)
            ? name
            : throw new InvalidOperationException($"A module of the type {module.GetType().Name} is to be exported, but it is registered nowhere in the network.");
    }

    private OnnxTensor Constant(OnnxElement element, ImmutableArray<long> shape, ReadOnlySpan<byte> data)
    {
        var key = (element, string.Join(',', shape), Convert.ToHexString(data));
        if (!constants.TryGetValue(key, out var constant))
        {
            var outside = scope;
            scope = "";
            constant = Node("Constant", shape, [], new OnnxAttributeValue.Values("value", element, shape, data.ToArray()));
            scope = outside;
            constants.Add(key, constant);
        }

        return constant;
    }

    private static string Free(string name, HashSet<string> taken)
    {
        var free = name;
        for (var i = 2; !taken.Add(free); i++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{name}_{i}");
        }

        return free;
    }

    internal readonly struct Scope(OnnxGraph graph, string outside) : IDisposable
    {
        public void Dispose() => graph.scope = outside;
    }
}
