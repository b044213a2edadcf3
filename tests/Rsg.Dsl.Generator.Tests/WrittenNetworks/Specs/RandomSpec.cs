using System.Globalization;

namespace Rsg.Dsl.Generator.Tests.WrittenNetworks.Specs;

/// <summary>
/// Writes a right model file with a network of its own, at random: blocks with parameters in blocks, repeats, branches and shortcuts of every
/// kind, odd sizes, heads, and names that mean something to C#, to TorchSharp or to emitted code.
/// </summary>
internal sealed class RandomSpec
{
    /// <summary>Names that mean something elsewhere.</summary>
    private static readonly string[] Names =
    [
        "class", "string", "int", "new", "true", "null", "this", "base", "return", "var", "await", "dynamic", "nameof", "value", "field", "record", "not", "from",
        "x", "i", "scope", "input", "images", "features", "inChannels", "outChannels", "main", "shortcut", "downsample", "logits", "network", "rsg",
        "forward", "Predict", "Classify", "Summary", "Trainer", "Label", "ParameterCount", "training", "train", "eval", "call", "parameters", "register_module", "apply",
        "Sequential", "Conv2d", "conv2d", "Tensor", "nn", "torch", "Module", "ModuleScope", "System", "Rsg", "Dispose", "GetName", "Equals", "ToString", "weight", "bias",
        "branch", "path", "a", "A", "a_2", "left", "right", "mix",
    ];

    /// <summary>A layer must not have the name of a path beside it.</summary>
    private static readonly string[] OfLayers = [.. Names.Where(static (_, i) => i % 2 == 0)];

    private static readonly string[] OfPaths = [.. Names.Except(OfLayers)];

    private static readonly string[] Parameters = ["width", "out", "n", "x", "class", "nn", "torch", "register_module", "nameof", "training", "Conv2d", "conv1", "string", "outChannels"];

    private readonly Random random;
    private readonly List<SpecBlock> blocks = [];
    private readonly YamlMap blockMap = Yaml.Map();

    private RandomSpec(int seed, string space, string name)
    {
        random = new Random(seed);
        for (var i = random.Next(4); i > 0; i--)
        {
            AddBlock();
        }

        Maps = new Size(random.Next(1, 5), random.Next(5, 13), random.Next(5, 13));
        Root = Yaml.Map(("model", name), ("namespace", space), ("input", Yaml.List(Maps.Channels, Maps.Height, Maps.Width)));
        Root.With("classes", Chance(4) ? Yaml.List("cat", new YamlText("null") { IsName = true }, "string", "hot dog") : random.Next(2, 6));
        if (blocks.Count > 0)
        {
            Root.With("blocks", blockMap);
        }

        Root.With("network", Network());
        if (Chance(4))
        {
            Root.With("rsg", Yaml.Map(("stage", random.Next(1, stages + 1)), ("cescWeight", "0.0001"), ("frequentRatio", "0.6")));
        }

        if (Chance(5))
        {
            Root.With("loss", "ldam");
        }
    }

    private int stages;

    public YamlMap Root { get; }

    /// <summary>The maps at the place that is written next.</summary>
    private Size Maps { get; set; }

    public static YamlMap Of(int seed, string space, string name) => new RandomSpec(seed, space, name).Root;

    private bool Chance(int one) => random.Next(one) == 0;

    private T Any<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    private YamlMap Network()
    {
        var network = Yaml.Map();
        if (Chance(2))
        {
            network.With("stem", Layers(random.Next(1, 4)));
        }

        stages = random.Next(1, 4);
        var list = Yaml.List();
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "stem", "head", "classifier", "stage1", "stage2", "stage3" };
        for (var i = 0; i < stages; i++)
        {
            var layers = blocks.Count > 0 && Chance(3) ? Yaml.List(Enumerable.Range(0, random.Next(1, 3)).Select(_ => Use(isNamed: false))) : Layers(random.Next(1, 6));
            list.Items.Add(Chance(3) && Any(Names) is var name && taken.Add(name) ? Yaml.Map(("name", Name(name)), ("layers", layers)) : layers);
        }

        network.With("stages", list);
        if (Chance(2))
        {
            network.With("head", Head());
        }

        return network;
    }

    private YamlList Head() => random.Next(6) switch
    {
        0 => Yaml.List("globalAvgPool", Yaml.Layer("dropout", ("p", 0))),
        1 => Yaml.List("globalMaxPool", "relu"),
        2 => Yaml.List(Yaml.Map(("adaptiveAvgPool", 2)), "flatten", Yaml.Map(("linear", random.Next(2, 9))), "relu", "relu6"),
        3 => Yaml.List("flatten", Yaml.Layer("linear", ("out", random.Next(2, 9)), ("bias", "false")), "sigmoid", Yaml.Map(("dropout", "0"))),
        4 => Yaml.List(Yaml.Map(("adaptiveMaxPool", Yaml.List(2, 1))), "relu", "flatten"),
        _ => Yaml.List("batchNorm", "relu", Yaml.Layer("branches", ("paths", Yaml.List(Yaml.List("globalAvgPool"), Yaml.List("globalMaxPool"))))),
    };

    /// <summary>Layers of the network, which may change its maps.</summary>
    private YamlList Layers(int count)
    {
        var list = Yaml.List();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            list.Items.Add(random.Next(6) switch
            {
                0 => Convolution(taken),
                1 => Pool(),
                2 => Concatenation(),
                3 when blocks.Count > 0 => Use(isNamed: true, taken),
                4 => MapConvolution(taken),
                _ => Keep(depth: 2),
            });
        }

        return list;
    }

    private YamlMap Convolution(HashSet<string> taken)
    {
        var kernel = Any([1, 3, 5, 2]);
        var stride = Any([1, 1, 2, 3]);
        var said = Yaml.Map(("out", random.Next(1, 9)), ("kernel", kernel));
        var padding = kernel / 2;
        if (kernel == 2)
        {
            said.With("padding", 1);
            padding = 1;
        }

        if (stride > 1)
        {
            said.With("stride", stride).With("remainder", "drop");
        }

        if (Chance(2))
        {
            said.With("bias", "false");
        }

        Rename(said, taken);
        Maps = new(Number(said["out"]!), Slide(Maps.Height, kernel, stride, padding), Slide(Maps.Width, kernel, stride, padding));
        return Yaml.Map(("conv", said));
    }

    /// <summary>A convolution whose window is not square.</summary>
    private YamlMap MapConvolution(HashSet<string> taken)
    {
        var said = Yaml.Map(("out", random.Next(1, 9)), ("kernel", Yaml.List(3, 1)), ("dilation", Yaml.List(random.Next(1, 3), 1)));
        Rename(said, taken);
        Maps = Maps with { Channels = Number(said["out"]!) };
        return Yaml.Map(("conv", said));
    }

    private YamlMap Pool()
    {
        var side = Math.Min(Maps.Height, Maps.Width);
        var kernel = Any([1, 2, 3]);
        if (side < 3)
        {
            return Yaml.Layer(Any(["maxPool", "avgPool"]), ("kernel", 3), ("stride", 1), ("padding", 1));
        }

        var isUp = Chance(2);
        Maps = new(Maps.Channels, Pooled(Maps.Height), Pooled(Maps.Width));
        return Yaml.Layer(Any(["maxPool", "avgPool"]), ("kernel", kernel), ("remainder", isUp ? "up" : "drop"));

        int Pooled(int size) => isUp ? (size + kernel - 1) / kernel : size / kernel;
    }

    private YamlMap Concatenation()
    {
        var (before, sum) = (Maps, 0);
        var paths = new List<YamlList>();
        for (var i = random.Next(2, 4); i > 0; i--)
        {
            Maps = before;
            var path = Chance(4) ? Yaml.List() : Yaml.List(Keep(depth: 1));
            if (Chance(2))
            {
                path.Items.Add(MapConvolution([]));
            }

            sum += Maps.Channels;
            paths.Add(path);
        }

        Maps = before with { Channels = sum };
        return Yaml.Layer("branches", ("paths", Paths(paths)));
    }

    private Yaml Paths(IReadOnlyList<YamlList> paths)
    {
        if (Chance(2))
        {
            return Yaml.List(paths);
        }

        var map = Yaml.Map();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var name = Any(OfPaths);
            while (!taken.Add(name))
            {
                name = Any(OfPaths);
            }

            map.With(name, path);
        }

        return map;
    }

    /// <summary>A layer, or branches, that keep channels and maps, whatever they are.</summary>
    private Yaml Keep(int depth) => random.Next(depth > 0 ? 24 : 20) switch
    {
        0 => "batchNorm",
        1 => Yaml.Layer("batchNorm", ("eps", "0.01"), ("momentum", "0.3")),
        2 => Yaml.Map(("groupNorm", 1)),
        3 => Yaml.Map(("groupNorm", "$channels")),
        4 or 5 or 6 => "relu",
        7 or 8 => "relu6",
        9 => Yaml.Map(("leakyRelu", "0.2")),
        10 => Any<Yaml>(["leakyRelu", "elu", Yaml.Map(("elu", "0.5")), "gelu", "silu"]),
        11 => "sigmoid",
        12 => "tanh",
        13 => Any(["hardSwish", "hardSigmoid", "softplus"]),
        14 => Yaml.Map(("dropout", "0")),
        15 => Yaml.Map(("dropout2d", "0")),
        16 => Yaml.Layer("conv", ("out", "$channels"), ("groups", "$channels")),
        17 => Yaml.Map(("conv", "$channels")),
        18 => Yaml.Layer("maxPool", ("kernel", 3), ("stride", 1), ("padding", 1)),
        19 => Yaml.Layer("avgPool", ("kernel", 3), ("stride", 1), ("padding", 1), ("countPadding", "false")),
        20 or 21 => Yaml.Layer("branches", ("merge", Any(["add", "multiply"])), ("paths", Paths([Kept(depth - 1), Kept(depth - 1), .. Chance(3) ? [Kept(depth - 1)] : Array.Empty<YamlList>()]))),
        22 => Yaml.Layer(
            "branches",
            ("merge", "multiply"),
            ("paths", Paths([Kept(depth - 1), Yaml.List(Yaml.Map(("adaptiveAvgPool", 1)), Yaml.Map(("conv", "$channels")), Any(["sigmoid", "hardSigmoid", "relu6"]))]))),
        _ => blocks.Where(static block => block.Kind == BlockKind.Keeps).ToList() is { Count: > 0 } keeping ? Say(Any(keeping), null) : "relu",
    };

    private YamlList Kept(int depth) => Yaml.List(Enumerable.Range(0, random.Next(4)).Select(_ => Keep(depth)));

    private Yaml Use(bool isNamed, HashSet<string>? taken = null)
    {
        var block = Any(blocks);
        var values = new Dictionary<string, int>(StringComparer.Ordinal);
        var use = Say(block, values, isNamed ? taken : null, Chance(3) ? random.Next(2, 4) : 1);
        var repeat = values.GetValueOrDefault("repeat", 1);
        for (var i = 0; i < repeat; i++)
        {
            var stride = values.GetValueOrDefault("stride", 1);
            Maps = new(block.Behind(Maps.Channels, values), Slide(Maps.Height, 3, stride, 1), Slide(Maps.Width, 3, stride, 1));
        }

        return use;
    }

    /// <summary>The use of a block; its numbers go to <paramref name="values"/>.</summary>
    private Yaml Say(SpecBlock block, Dictionary<string, int>? values, HashSet<string>? taken = null, int repeat = 1)
    {
        var said = Yaml.Map();
        foreach (var (name, usual) in block.Parameters)
        {
            if (usual is null || Chance(2))
            {
                var value = name == "stride" ? random.Next(1, 3) : random.Next(1, 5);
                said.With(name, value);
                values?.Add(name, value);
            }
            else
            {
                values?.Add(name, usual.Value);
            }
        }

        if (repeat > 1)
        {
            said.With("repeat", repeat);
            values?.Add("repeat", repeat);
        }

        if (taken is not null)
        {
            Rename(said, taken);
        }

        return said.Entries switch
        {
            [] => new YamlText(block.Name) { IsName = true },
            [var only] when only.Key.Text == block.Parameters.FirstOrDefault().Name && Chance(2) => Yaml.Map().With(block.Name, only.Value),
            _ => Yaml.Map().With(block.Name, said),
        };
    }

    private void AddBlock()
    {
        var taken = blocks.Select(static block => block.Name).ToHashSet(StringComparer.Ordinal);
        var name = Any(Names);
        while (!taken.Add(name))
        {
            name = Any(Names);
        }

        var size = Any(Parameters);
        var dollar = "$" + size;
        var body = Yaml.Map();
        var block = random.Next(8) switch
        {
            0 => Of(BlockKind.Keeps, [("width", 2)], static (before, _) => before, ("layers", Yaml.List([Yaml.Map(("conv", "($width + $in) * 2")), Keep(1), Yaml.Map(("conv", "$in")), .. Kept(1).Items]))),
            1 => Of(BlockKind.Keeps, [], static (before, _) => before, ("main", Yaml.List([.. Kept(1).Items, Yaml.Map(("conv", "$in")), .. Kept(0).Items])), ("after", Yaml.List(Keep(1)))),
            2 => Of(BlockKind.Sets, [(size, null)], (_, said) => said[size], ("layers", Yaml.List([Keep(1), Yaml.Map(("conv", dollar)), .. Kept(1).Items]))),
            3 => Of(
                BlockKind.Sets,
                [(size, null), ("stride", 1)],
                (_, said) => said[size],
                ("main", Yaml.List([Yaml.Layer("conv", ("out", dollar), ("stride", "$stride"), ("remainder", "drop"), ("bias", "false")), .. Kept(1).Items])),
                ("shortcut", "projection"),
                ("after", Yaml.List(Keep(1)))),
            4 => Of(
                BlockKind.Grows,
                [("stride", 1)],
                static (before, _) => before + 4,
                ("main", Yaml.List(Keep(0), Yaml.Layer("conv", ("out", "$in + 4"), ("stride", "$stride"), ("remainder", "drop")))),
                ("shortcut", "zeroPad")),
            5 => Of(
                BlockKind.Sets,
                [(size, 3)],
                (_, said) => said[size],
                ("main", Yaml.List([.. Kept(1).Items, Yaml.Map(("conv", dollar))])),
                ("shortcut", Yaml.List([.. Kept(0).Items, Yaml.Layer("conv", ("out", dollar), ("kernel", 1))])),
                ("merge", Any(["add", "multiply"]))),
            6 => Of(
                BlockKind.Grows,
                [(size, 2)],
                (before, said) => before + said[size],
                ("main", Yaml.List([.. Kept(1).Items, Yaml.Layer("conv", ("out", dollar), ("kernel", 1))])),
                ("shortcut", "identity"),
                ("merge", "concat")),
            _ => Nested(),
        };
        blocks.Add(block);
        blockMap.With(name, body);

        SpecBlock Of(BlockKind kind, (string Name, int? Usual)[] parameters, Func<int, Dictionary<string, int>, int> behind, params (string Key, Yaml Value)[] says)
        {
            if (parameters.Length > 0)
            {
                var map = Yaml.Map();
                foreach (var (parameter, usual) in parameters)
                {
                    map.With(parameter, usual is { } number ? number : "");
                }

                body.With("parameters", map);
            }

            foreach (var (key, value) in says)
            {
                body.With(key, value);
            }

            return new(name, kind, parameters, behind);
        }

        SpecBlock Nested()
        {
            var inner = Yaml.List(Keep(1));
            if (blocks.Where(static other => other.Kind == BlockKind.Sets).ToList() is { Count: > 0 } setting)
            {
                inner.Items.Add(Yaml.Map().With(Any(setting) is var other ? other.Name : "", Yaml.Map().With(other.Parameters[0].Name, dollar).With("repeat", "$deep")));
            }
            else
            {
                inner.Items.Add(Yaml.Map(("conv", dollar)));
            }

            return Of(BlockKind.Sets, [(size, null), ("deep", 2)], (_, said) => said[size], ("layers", inner));
        }
    }

    private void Rename(YamlMap said, HashSet<string> taken)
    {
        if (Chance(4) && Any(OfLayers) is var name && taken.Add(name))
        {
            said.With("name", Name(name));
        }
    }

    private static YamlText Name(string name) => new(name) { IsName = true };

    private static int Number(Yaml text) => int.Parse(((YamlText)text).Text, CultureInfo.InvariantCulture);

    private static int Slide(int size, int kernel, int stride, int padding) => ((size + (2 * padding) - kernel) / stride) + 1;

    private readonly record struct Size(int Channels, int Height, int Width);
}

/// <summary>What a block does to the channels.</summary>
internal enum BlockKind
{
    Keeps,
    Sets,
    Grows,
}

/// <summary>A block of a random file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it does to the channels.</param>
/// <param name="Parameters">Its parameters, with their defaults.</param>
/// <param name="Behind">The channels behind it, of those before it and the parameters.</param>
internal sealed record SpecBlock(
    string Name, BlockKind Kind, (string Name, int? Usual)[] Parameters, Func<int, Dictionary<string, int>, int> Behind);
