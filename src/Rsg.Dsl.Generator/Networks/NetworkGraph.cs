using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Networks;

/// <summary>A whole network, resolved: its parts in order, with the shape behind each.</summary>
/// <param name="Title">What it is, for the class's doc comment.</param>
/// <param name="Input">The shape of an image.</param>
/// <param name="Parts">The parts in order: the stem, the stages, the head.</param>
internal sealed record NetworkGraph(string Title, Shape Input, EquatableArray<Part> Parts)
{
    /// <summary>How many trained numbers the network has.</summary>
    public long ParameterCount => Parts.Sum(static part => part.CountParameters());

    /// <summary>How many multiplications with an addition one image costs.</summary>
    public long MultiplyAdds
    {
        get
        {
            var (total, shape) = (0L, Input);
            foreach (var part in Parts)
            {
                total += part.CountMultiplyAdds(shape);
                shape = part.Output;
            }

            return total;
        }
    }

    /// <summary>The blocks that the network uses, each once.</summary>
    public IEnumerable<Block> Blocks => Parts.SelectMany(static part => part.Uses).Select(static use => use.Block).Distinct();

    /// <summary>The index of the last part behind which the network can be cut: the one before the head.</summary>
    public int LastCut => Parts.Count - 2;
}

/// <summary>A part of a network: single layers (the stem, the head), or a stage of blocks.</summary>
/// <param name="Name">Its name: <c>layer2</c>. A stage's state names start with it.</param>
/// <param name="Stage">Its number, where it is a stage.</param>
/// <param name="Layers">Its single layers.</param>
/// <param name="Uses">Its blocks.</param>
/// <param name="Output">The shape behind it.</param>
internal sealed record Part(string Name, int? Stage, EquatableArray<Layer> Layers, EquatableArray<BlockUse> Uses, Shape Output)
{
    public static Part Of(string name, Shape input, EquatableArray<Layer> layers)
        => new(name, null, layers, [], layers.Aggregate(input, static (shape, layer) => layer.Op.Infer(shape)));

    public static Part OfStage(int stage, string name, Shape input, EquatableArray<BlockUse> uses)
        => new(name, stage, [], uses, uses.Aggregate(input, InferUse));

    /// <summary>The modules that the network itself holds.</summary>
    public IEnumerable<Layer> Modules => Layers.Where(static layer => layer.Op.ModuleType is not null);

    public long CountParameters()
        => Layers.Sum(static layer => layer.Op.CountParameters())
            + Uses.Sum(static use => use.Repeat * use.Bind(use.Block.Modules).Sum(static op => op.CountParameters()));

    public long CountMultiplyAdds(Shape input)
    {
        var total = 0L;
        var shape = input;
        foreach (var layer in Layers)
        {
            total += layer.Op.CountMultiplyAdds(shape);
            shape = layer.Op.Infer(shape);
        }

        foreach (var use in Uses)
        {
            for (var i = 0; i < use.Repeat; i++)
            {
                var inside = shape;
                foreach (var op in use.Bind(use.Block.Main))
                {
                    total += op.CountMultiplyAdds(inside);
                    inside = op.Infer(inside);
                }

                shape = inside;
            }
        }

        return total;
    }

    private static Shape InferUse(Shape input, BlockUse use)
    {
        for (var i = 0; i < use.Repeat; i++)
        {
            input = use.Bind(use.Block.Main).Aggregate(input, static (shape, op) => op.Infer(shape));
        }

        return input;
    }
}
