using Rsg.Dsl.Networks.Nodes;
using Rsg.Dsl.Networks.Ops;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Networks;

/// <summary>Puts a network together part by part, and knows the shape that each new part starts from.</summary>
internal sealed class NetworkBuilder(string name, string title, Shape input)
{
    private readonly List<Part> parts = [];
    private int stages;

    /// <summary>The shape behind the last part.</summary>
    public Shape Output => parts.Count == 0 ? input : parts[parts.Count - 1].Output;

    /// <summary>Adds a part that is no stage: a stem, a transition.</summary>
    public NetworkBuilder Add(string part, params Node[] nodes) => Append(part, null, nodes);

    /// <summary>Adds the next stage: the layers between two down-samplings.</summary>
    public NetworkBuilder AddStage(string part, params Node[] nodes) => Append(part, ++stages, nodes);

    /// <summary>Ends the network: what turns maps to features, and the classifier.</summary>
    /// <param name="classifier">The name of the classifier's state.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="classes">How many classes it tells apart.</param>
    /// <param name="initialization">How the weights start.</param>
    /// <param name="before">What stands before it; nothing adds a global average pooling.</param>
    public NetworkGraph End(string classifier, HeadKind kind, int classes, Initialization initialization, params Node[] before)
    {
        Node[] features = before.Length > 0 ? before : [Layer.Function(new GlobalPoolOp())];
        var width = new ShapeInference().Run(Sequence.Of(features), Output, Bindings.None)!.Channels;
        Add("head", [.. features, new Layer(classifier, Classifier(kind, width, classes))]);
        return new NetworkGraph(name, title, input, new([.. parts]), initialization);
    }

    private static Op Classifier(HeadKind kind, int features, int classes) => kind switch
    {
        HeadKind.Cosine => new NormedLinearOp(features, classes),
        _ => new LinearOp(features, classes),
    };

    private NetworkBuilder Append(string part, int? stage, Node[] nodes)
    {
        var body = nodes.Length == 1 ? nodes[0] : Sequence.Of(nodes);
        parts.Add(new Part(part, stage, body, new ShapeInference().Run(body, Output, Bindings.None)!));
        return this;
    }
}
