using Rsg.Dsl.Collections;
using Rsg.Dsl.Networks.Nodes;
using Rsg.Dsl.Networks.Ops;

namespace Rsg.Dsl.Networks;

/// <summary>A whole network, resolved: its parts in order, with the shape behind each.</summary>
/// <param name="Name">The name by which it is declared: <c>resnet32</c>.</param>
/// <param name="Title">What it is, for the class's doc comment.</param>
/// <param name="Input">The shape of an image.</param>
/// <param name="Parts">The parts in order: the stem, the stages, the head.</param>
/// <param name="Initialization">How its weights start.</param>
internal sealed record NetworkGraph(string Name, string Title, Shape Input, EquatableArray<Part> Parts, Initialization Initialization)
{
    /// <summary>Whether the shapes behind the parts are known; something is wrong with the network otherwise.</summary>
    public bool HasShapes { get; init; } = true;

    /// <summary>What is in each block, for comparison: a use of a block compares its name alone.</summary>
    private EquatableArray<(string Summary, EquatableArray<string> Parameters, Node Body)> BlockContents { get; } = Contents(Parts);

    /// <summary>How many classes it tells apart.</summary>
    public int Classes => Parts[Parts.Count - 1].Output.Channels;

    /// <summary>The blocks that the network uses, each once, in the order in which they are met.</summary>
    public IReadOnlyList<Block> Blocks => BlocksOf(Parts);

    /// <summary>Whether there is a convolution anywhere in it.</summary>
    public bool HasConvolution => Parts.Any(static part => Convolves(part.Body)) || Blocks.Any(static block => Convolves(block.Body));

    /// <summary>Every layer and block, with its shape and cost.</summary>
    public IReadOnlyList<LayerCost> Walk()
    {
        var inference = new ShapeInference();
        var shape = Input;
        foreach (var part in Parts)
        {
            shape = inference.Run(part.Body, shape, Bindings.None)!;
        }

        return inference.Layers;
    }

    private static bool Convolves(Node node) => node switch
    {
        Layer layer => layer.Op is Conv2dOp,
        Sequence sequence => sequence.Nodes.Any(Convolves),
        Branches branches => branches.Paths.Any(static path => Convolves(path.Body)),
        _ => false,
    };

    private static EquatableArray<(string Summary, EquatableArray<string> Parameters, Node Body)> Contents(EquatableArray<Part> parts)
        => BlocksOf(parts).Select(static block => (block.Summary, block.Parameters, block.Body)).ToEquatableArray();

    private static List<Block> BlocksOf(EquatableArray<Part> parts)
    {
        var blocks = new List<Block>();
        foreach (var part in parts)
        {
            Collect(part.Body, blocks);
        }

        return blocks;
    }

    private static void Collect(Node node, List<Block> blocks)
    {
        switch (node)
        {
            case Sequence sequence:
                foreach (var inner in sequence.Nodes)
                {
                    Collect(inner, blocks);
                }

                break;
            case Branches branches:
                foreach (var path in branches.Paths)
                {
                    Collect(path.Body, blocks);
                }

                break;
            case BlockInstance instance:
                Collect(instance.Block, blocks);
                break;
            case BlockStack stack:
                foreach (var use in stack.Uses)
                {
                    Collect(use.Block, blocks);
                }

                break;
        }
    }

    private static void Collect(Block block, List<Block> blocks)
    {
        if (!blocks.Contains(block))
        {
            blocks.Add(block);
            Collect(block.Body, blocks);
        }
    }
}

/// <summary>A part of a network by whose name it can be cut: the stem, a stage, a transition, the head.</summary>
/// <param name="Name">Its name: <c>layer2</c>.</param>
/// <param name="Stage">Its number, where it is a stage.</param>
/// <param name="Body">What it does.</param>
/// <param name="Output">The shape behind it.</param>
internal sealed record Part(string Name, int? Stage, Node Body, Shape Output);
