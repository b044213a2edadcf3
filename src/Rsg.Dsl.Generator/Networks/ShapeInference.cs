using Rsg.Dsl.Networks.Nodes;
using Rsg.Dsl.Networks.Ops;

namespace Rsg.Dsl.Networks;

/// <summary>
/// Walks over nodes with real numbers: what shape is behind each, and what each layer costs. What does not fit is reported with the node
/// that cannot work, and its place in the network.
/// </summary>
/// <param name="report">Hears of what does not fit: the node, its state name, and why. Without one nothing may fail to fit.</param>
internal sealed class ShapeInference(Action<Node, string, ShapeException>? report = null)
{
    private const int MostLayers = 20_000;
    private const int DeepestGroup = 128;

    private readonly List<LayerCost> layers = [];
    private string path = "";
    private long total;
    private int depth;

    /// <summary>Every layer and block so far, in order.</summary>
    public IReadOnlyList<LayerCost> Layers => layers;

    /// <summary>The shape behind a node, or <c>null</c> where something in it did not fit.</summary>
    public Shape? Run(Node node, Shape input, Bindings bindings)
    {
        return Guard(node, () => node switch
        {
            Layer layer => Run(layer, input, bindings),
            Sequence sequence => Run(sequence.Nodes, input, bindings),
            Branches branches => Join(branches, Run(branches.Paths, input, bindings)),
            Shortcut shortcut => Run(shortcut, input, bindings),
            BlockInstance instance => Inside(instance.Name, () => Run(instance.Block, instance.Arguments, input, bindings)),
            BlockStack stack => Inside(stack.Name, () => Group("Sequential", input, () => Run(stack, input, bindings))),
            _ => throw new InvalidOperationException($"{node.GetType().Name} is no node that can be walked over."),
        });
    }

    private Shape? Guard(Node node, Func<Shape?> run)
    {
        try
        {
            return run();
        }
        catch (ShapeException problem) when (report is not null)
        {
            report(node, path, problem);
            return null;
        }
    }

    private Shape? Run(IEnumerable<Node> nodes, Shape? input, Bindings bindings)
    {
        foreach (var node in nodes)
        {
            input = Run(node, input!, bindings);
            if (input is null)
            {
                return null;
            }
        }

        return input;
    }

    /// <summary>The ends of all paths. One that is made to fit another is not walked over where that one has no end.</summary>
    private List<Shape?> Run(IEnumerable<Branch> paths, Shape input, Bindings bindings)
    {
        var ends = new List<Shape?>();
        foreach (var path in paths)
        {
            var follows = path.Body is Shortcut or Layer { Op: ZeroPadShortcutOp };
            ends.Add(follows && ends.Contains(null) ? null : Run(path.Body, input, bindings));
        }

        return ends;
    }

    private Shape Run(Layer layer, Shape input, Bindings bindings)
    {
        var output = layer.Op.Infer(input, bindings);
        Guard(layer, () =>
        {
            layer.Op.Check(input, bindings);
            return output;
        });
        var parameters = layer.Op.CountParameters(bindings);
        total += parameters;
        if (total > int.MaxValue)
        {
            total -= parameters;
            throw new ShapeException($"with its {Invariant.Text(parameters)} parameters the network would have more than {Invariant.Text(int.MaxValue)}");
        }

        Add(new LayerCost(
            Join(path, layer.Name),
            layer.Op.Title,
            depth,
            output,
            parameters,
            layer.Op.CountMultiplyAdds(output, bindings),
            HasState: layer.Op.ModuleType is not null,
            ChangesShape: output != input)
        {
            Op = layer.Op,
            Bindings = bindings,
        });
        return output;
    }

    /// <summary>The shape of merged paths, or <c>null</c> where one of them has none.</summary>
    public Shape? Join(Branches branches, IReadOnlyList<Shape?> ends)
    {
        if (ends.Any(static end => end is null))
        {
            return null;
        }

        var first = ends[0]!;
        switch (branches.Merge)
        {
            case Merge.Concat when ends.All(end => end!.IsMaps && end.Height == first.Height && end.Width == first.Width):
                return Shape.Maps(Sum(ends), first.Height!.Value, first.Width!.Value);
            case Merge.Concat when ends.All(static end => !end!.IsMaps):
                return Shape.Vector(Sum(ends));
            case Merge.Add when ends.All(end => end == first):
                return first;
            case Merge.Multiply when ends.FirstOrDefault(end => ends.All(other => other == end || other == Shape.Maps(end!.Channels, 1, 1))) is { } largest:
                return largest;
        }

        var shapes = branches.Paths.Select((path, i) => $"{path.Name} {ends[i]}");
        report?.Invoke(branches, path, new ShapeException($"the paths end in different shapes, {string.Join(" and ", shapes)}; {Expectation(branches.Merge)}"));
        return report is null ? throw new InvalidOperationException($"The branches at {path} do not fit.") : first;
    }

    private Shape? Run(Shortcut shortcut, Shape input, Bindings bindings)
        => shortcut.Projects(bindings) ? Inside(shortcut.Name, () => Group("Sequential", input, () => Run(shortcut.Projection, input, bindings))) : input;

    private Shape? Run(BlockStack stack, Shape input, Bindings bindings)
    {
        Shape? shape = input;
        var number = stack.FirstNumber;
        foreach (var use in stack.Uses)
        {
            shape = shape is null ? null : Guard(use, () =>
            {
                var repeat = bindings.Whole(use.Repeat, "repeat", least: 0);
                for (var i = 0; i < repeat && shape is not null; i++, number++)
                {
                    var (before, turn) = (shape, bindings.With(BlockUse.IndexName, i));
                    shape = Inside(stack.ChildPrefix + Invariant.Text(number), () => Run(use.Block, use.Arguments, before, turn));
                }

                return shape;
            });
        }

        return shape;
    }

    private Shape? Run(Block block, IReadOnlyList<Dim> arguments, Shape input, Bindings bindings)
    {
        return Group(block.ClassName, input, () => Run(block.Body, input, bindings.Enter(block, arguments)));
    }

    /// <summary>Walks over what stands together, with a row for the whole before the rows for its layers.</summary>
    private Shape? Group(string title, Shape input, Func<Shape?> run)
    {
        if (depth >= DeepestGroup)
        {
            throw new ShapeException($"blocks stand in blocks more than {Invariant.Text(DeepestGroup)} deep");
        }

        var row = layers.Count;
        Add(new LayerCost(path, title, depth, input, 0, 0, HasState: true, ChangesShape: false));
        depth++;
        Shape? output;
        try
        {
            output = run();
        }
        finally
        {
            depth--;
        }

        if (output is not null)
        {
            layers[row] = layers[row] with { Output = output };
        }

        return output;
    }

    private void Add(LayerCost cost)
    {
        if (layers.Count >= MostLayers)
        {
            throw new ShapeException($"the network has more than {Invariant.Text(MostLayers)} layers");
        }

        layers.Add(cost);
    }

    private Shape? Inside(string name, Func<Shape?> run)
    {
        var outside = path;
        path = Join(path, name);
        try
        {
            return run();
        }
        finally
        {
            path = outside;
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : name.Length == 0 ? path : $"{path}.{name}";

    private static int Sum(IEnumerable<Shape?> ends) => ends.Sum(static end => end!.Channels);

    private static string Expectation(Merge merge) => merge switch
    {
        Merge.Add => "an add needs equal ones",
        Merge.Concat => "a concat needs equal heights and widths",
        _ => "a multiply needs equal ones, or 1 x 1 maps with as many channels",
    };
}
