using Rsg.Dsl.Collections;
using Rsg.Dsl.Naming;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Networks.Nodes;
using Rsg.Dsl.Networks.Ops;

namespace Rsg.Dsl.Plans;

/// <summary>
/// The fields of an emitted class: one for each node with state, with a C# identifier for its state name. State names follow PyTorch and may
/// be anything; identifiers are short and each stands once.
/// </summary>
internal sealed class ClassMembers
{
    private readonly List<Member> members = [];
    private readonly Dictionary<string, string> identifiers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> convolutions = new(StringComparer.Ordinal);
    private readonly HashSet<string> taken;

    /// <param name="body">What the class does.</param>
    /// <param name="taken">Names that mean something else in this class, beside those that do in any.</param>
    public ClassMembers(Node body, IEnumerable<string> taken)
    {
        this.taken = new(MemberNames.Taken.Concat(MemberNames.Variables).Concat(taken), StringComparer.Ordinal);
        Collect(body);
    }

    /// <summary>The fields of a whole network.</summary>
    public static ClassMembers Of(NetworkGraph graph) => new(
        new Sequence(graph.Parts.Select(static part => (Node)Sequence.Of(part.Body)).ToEquatableArray()),
        graph.Blocks.Select(static block => block.ClassName));

    /// <summary>The fields of a block.</summary>
    public static ClassMembers Of(Block block) => new(block.Body, [block.ClassName, .. block.Parameters]);

    /// <summary>The names of the layers and blocks of a network, as the emitted class declares them.</summary>
    public static IEnumerable<string> NamesOf(NetworkGraph graph)
        => Of(graph).All.Select(static member => member.Identifier).Concat(graph.Blocks.Select(static block => block.ClassName));

    /// <summary>The fields, in the order in which the network meets them.</summary>
    public IReadOnlyList<Member> All => members;

    /// <summary>The identifier of a state name.</summary>
    public string this[string stateName] => identifiers[stateName];

    /// <summary>
    /// The identifier of the convolution that a batch normalisation stands directly behind, so that nothing else reads what that gives; nothing
    /// where there is none. Between two parts the network can be cut: there the convolution's output is needed as it is.
    /// </summary>
    public string? ConvolutionBefore(string stateName) => convolutions.TryGetValue(stateName, out var convolution) ? identifiers[convolution] : null;

    /// <summary>The names for local variables of one method: none hides a field.</summary>
    public LocalNames Locals() => new(taken);

    private void Collect(Node node)
    {
        switch (node)
        {
            case Layer { Op.ModuleType: not null } layer:
                Add(layer.Name, node);
                break;
            case Sequence sequence:
                Node? before = null;
                foreach (var inner in sequence.Nodes)
                {
                    Collect(inner);
                    if ((before, inner) is (Layer { Op: Conv2dOp } convolution, Layer { Op: BatchNorm2dOp } norm))
                    {
                        convolutions.Add(norm.Name, convolution.Name);
                    }

                    before = inner;
                }

                break;
            case Branches branches:
                foreach (var path in branches.Paths)
                {
                    Collect(path.Body);
                }

                break;
            case Shortcut { NeverProjects: false } shortcut:
                Add(shortcut.Name, node);
                break;
            case BlockInstance instance:
                Add(instance.Name, node);
                break;
            case BlockStack stack:
                Add(stack.Name, node);
                break;
        }
    }

    private void Add(string stateName, Node node)
    {
        var last = stateName.Substring(stateName.LastIndexOf('.') + 1);
        var identifier = Take(char.IsLetter(last[0]) ? last : stateName.Replace('.', '_'));
        identifiers.Add(stateName, identifier);
        members.Add(new Member(stateName, identifier, node));
    }

    private string Take(string name) => LocalNames.Take(name, taken);
}

/// <summary>A field of an emitted class.</summary>
/// <param name="StateName">The name of its state inside the class.</param>
/// <param name="Identifier">Its name in C#.</param>
/// <param name="Node">What it holds the state of.</param>
internal sealed record Member(string StateName, string Identifier, Node Node);
