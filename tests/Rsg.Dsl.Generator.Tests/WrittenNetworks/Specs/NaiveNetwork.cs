using System.Globalization;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.WrittenNetworks.Specs;

/// <summary>
/// Does what a model file says, layer by layer as it is read: no emitted class, no module, nothing overwritten. The weights are those of a live
/// network, found by the names that the documentation gives them.
/// </summary>
internal sealed class NaiveNetwork
{
    private readonly YamlMap root;
    private readonly YamlMap blocks;
    private readonly bool isTraining;
    private readonly Dictionary<string, Tensor> state;

    public NaiveNetwork(YamlMap root, nn.Module<Tensor, Tensor> weights)
    {
        (this.root, isTraining) = (root, weights.training);
        blocks = (YamlMap?)root["blocks"] ?? Yaml.Map();
        state = weights.named_parameters().ToDictionary(static entry => entry.name, static entry => (Tensor)entry.parameter);
        foreach (var (name, buffer) in weights.named_buffers())
        {
            state.Add(name, buffer.clone());
        }
    }

    public Tensor Run(Tensor images)
    {
        var network = (YamlMap)root["network"]!;
        var nothing = new Dictionary<string, int>(StringComparer.Ordinal);
        var x = images;
        if (network["stem"] is YamlList stem)
        {
            x = Run(stem, x, new StateNames("stem."), nothing);
        }

        var stages = (YamlList)network["stages"]!;
        for (var i = 0; i < stages.Items.Count; i++)
        {
            var named = stages.Items[i] as YamlMap;
            var name = named?["name"] is YamlText said ? said.Text : string.Create(CultureInfo.InvariantCulture, $"stage{i + 1}");
            var layers = (YamlList)(named?["layers"] ?? stages.Items[i]);
            var isStack = layers.Items.Select(Head).All(layer => blocks[layer.Name] is not null && (layer.Said as YamlMap)?["name"] is null);
            x = isStack ? RunStack(layers, x, name + ".") : Run(layers, x, new StateNames(name + "."), nothing);
        }

        x = network["head"] is YamlList head ? Run(head, x, new StateNames("head."), nothing) : x.mean([2, 3]);
        return state.TryGetValue("classifier.bias", out var bias)
            ? nn.functional.linear(x, state["classifier.weight"], bias)
            : nn.functional.normalize(x, dim: 1).matmul(nn.functional.normalize(state["classifier.weight"], dim: 0));
    }

    private static (string Name, Yaml? Said) Head(Yaml layer) => layer is YamlText text ? (text.Text, null) : (((YamlMap)layer).Entries[0].Key.Text, ((YamlMap)layer).Entries[0].Value);

    private Tensor RunStack(YamlList uses, Tensor x, string prefix)
    {
        var number = 0;
        foreach (var (name, said) in uses.Items.Select(Head))
        {
            for (var i = Repeats(said, []); i > 0; i--)
            {
                x = RunBlock(name, said, x, string.Create(CultureInfo.InvariantCulture, $"{prefix}{number++}."), []);
            }
        }

        return x;
    }

    private static int Repeats(Yaml? said, Dictionary<string, int> outside) => (said as YamlMap)?["repeat"] is { } repeat ? NaiveNumber.Of(repeat, outside) : 1;

    private Tensor Run(YamlList layers, Tensor x, StateNames names, Dictionary<string, int> values)
    {
        foreach (var (name, said) in layers.Items.Select(Head))
        {
            var here = new Dictionary<string, int>(values, StringComparer.Ordinal) { ["channels"] = (int)x.shape[1] };
            if (blocks[name] is not null)
            {
                var stateName = names.Said(said, name);
                var isStack = (said as YamlMap)?["repeat"] is not null;
                for (var i = 0; i < Repeats(said, here); i++)
                {
                    here["channels"] = (int)x.shape[1];
                    x = RunBlock(name, said, x, isStack ? string.Create(CultureInfo.InvariantCulture, $"{stateName}.{i}.") : stateName + ".", here);
                }
            }
            else
            {
                x = name == "branches" ? RunBranches((YamlMap)said!, x, names, values) : RunOp(name, new NaiveArguments(name, said, here), x, names, said);
            }
        }

        return x;
    }

    private Tensor RunBlock(string name, Yaml? said, Tensor x, string prefix, Dictionary<string, int> outside)
    {
        var block = (YamlMap)blocks[name]!;
        var values = new Dictionary<string, int>(StringComparer.Ordinal) { ["in"] = (int)x.shape[1] };
        var here = new Dictionary<string, int>(outside, StringComparer.Ordinal) { ["channels"] = (int)x.shape[1] };
        var parameters = (block["parameters"] as YamlMap)?.Entries ?? [];
        foreach (var (key, usual) in parameters)
        {
            var value = said is YamlMap map ? map[key.Text] : parameters[0].Key == key ? said : null;
            values[key.Text] = value is null ? NaiveNumber.Of(usual, values) : NaiveNumber.Of(value, here);
        }

        var names = new StateNames(prefix);
        var main = Run((YamlList)(block["layers"] ?? block["main"])!, x, names, values);
        if (block["main"] is not null)
        {
            var shortcut = block["shortcut"] switch
            {
                YamlList layers => Run(layers, x, names.Inside("shortcut"), values),
                YamlText { Text: "projection" } => Project(x, main, names.Claim("downsample"), values.GetValueOrDefault("stride", 1)),
                YamlText { Text: "zeroPad" } => ZeroPad(x, main, values.GetValueOrDefault("stride", 1)),
                _ => x,
            };
            main = Merge(((YamlText?)block["merge"])?.Text ?? "add", [main, shortcut]);
        }

        return block["after"] is YamlList after ? Run(after, main, names, values) : main;
    }

    /// <summary>A convolution of single pixels, where something changes.</summary>
    private Tensor Project(Tensor x, Tensor main, string name, int stride)
    {
        if (stride == 1 && x.shape[1] == main.shape[1])
        {
            return x;
        }

        var projected = nn.functional.conv2d(x, state[name + ".0.weight"], null, strides: [stride, stride]);
        return Normalise(projected, name + ".1", 1e-5, 0.1);
    }

    private static Tensor ZeroPad(Tensor x, Tensor main, int stride)
    {
        var half = (main.shape[1] - x.shape[1]) / 2;
        var kept = x.slice(2, 0, x.shape[2], stride).slice(3, 0, x.shape[3], stride);
        var zeros = zeros_like(kept).mean([1], keepdim: true).expand(kept.shape[0], half, kept.shape[2], kept.shape[3]);
        return cat([zeros, kept, zeros], 1);
    }

    private Tensor RunBranches(YamlMap said, Tensor x, StateNames names, Dictionary<string, int> values)
    {
        var paths = said["paths"] is YamlMap map
            ? map.Entries.Select(static entry => (Name: entry.Key.Text, Layers: (YamlList)entry.Value)).ToList()
            : ((YamlList)said["paths"]!).Items.Select(static (path, i) => (Name: FormattableString.Invariant($"branch{i + 1}"), Layers: (YamlList)path)).ToList();
        var ends = paths.Select(path => Run(path.Layers, x, names.Inside(path.Name), values)).ToList();
        return Merge(((YamlText?)said["merge"])?.Text ?? "concat", ends);
    }

    private static Tensor Merge(string merge, List<Tensor> ends) => merge switch
    {
        "concat" => cat(ends, 1),
        "add" => ends.Aggregate(static (sum, end) => sum.add(end)),
        _ => ends.Aggregate(static (product, end) => product.mul(end)),
    };

    private Tensor RunOp(string name, NaiveArguments said, Tensor x, StateNames names, Yaml? all)
    {
        switch (name)
        {
            case "conv":
                var convolution = names.Said(all, "conv");
                var (kernel, dilation) = (said.Extent("kernel", 3), said.Extent("dilation", 1));
                long[] same = [dilation[0] * (kernel[0] - 1) / 2, dilation[1] * (kernel[1] - 1) / 2];
                return nn.functional.conv2d(
                    x, state[convolution + ".weight"], said.Flag("bias", true) ? state[convolution + ".bias"] : null,
                    said.Extent("stride", 1), said.Has("padding") ? said.Extent("padding", 0) : same, dilation, said.Whole("groups", 1));
            case "batchNorm":
                return Normalise(x, names.Said(all, "bn"), said.Real("eps", 1e-5), said.Real("momentum", 0.1));
            case "groupNorm":
                var groups = names.Said(all, "gn");
                return nn.functional.group_norm(x, said.Whole("groups", 32), state[groups + ".weight"], state[groups + ".bias"], 1e-5);
            case "linear":
                var linear = names.Said(all, "fc");
                return nn.functional.linear(x, state[linear + ".weight"], said.Flag("bias", true) ? state[linear + ".bias"] : null);
            case "maxPool":
                return nn.functional.max_pool2d(x, said.Extent("kernel", 0), said.Extent("stride", said.Whole("kernel", 0)), said.Extent("padding", 0), ceil_mode: said.Word("remainder") == "up");
            case "avgPool":
                return nn.functional.avg_pool2d(
                    x, said.Extent("kernel", 0), said.Extent("stride", said.Whole("kernel", 0)), said.Extent("padding", 0),
                    ceil_mode: said.Word("remainder") == "up", count_include_pad: said.Flag("countPadding", true));
            default:
                return RunFunction(name, said, x);
        }
    }

    private static Tensor RunFunction(string name, NaiveArguments said, Tensor x) => name switch
    {
        "relu" => x.relu(),
        "relu6" => x.relu6(),
        "leakyRelu" => nn.functional.leaky_relu(x, said.Real("slope", 0.01)),
        "elu" => nn.functional.elu(x, said.Real("alpha", 1)),
        "gelu" => x * 0.5 * (1 + (x / Math.Sqrt(2)).erf()),
        "silu" => x * x.sigmoid(),
        "sigmoid" => x.sigmoid(),
        "tanh" => x.tanh(),
        "hardSwish" => x * (x + 3).clamp(0, 6) / 6,
        "hardSigmoid" => (x + 3).clamp(0, 6) / 6,
        "softplus" => nn.functional.softplus(x),
        "dropout" or "dropout2d" => x.clone(),
        "globalAvgPool" => x.mean([2, 3]),
        "globalMaxPool" => x.amax([2, 3]),
        "adaptiveAvgPool" => nn.functional.adaptive_avg_pool2d(x, (said.Extent("size", 0)[0], said.Extent("size", 0)[1])),
        "adaptiveMaxPool" => nn.functional.adaptive_max_pool2d(x, said.Extent("size", 0)),
        "flatten" => x.flatten(1),
        _ => throw new ArgumentException($"There is no layer '{name}'."),
    };

    private Tensor Normalise(Tensor x, string name, double epsilon, double momentum)
        => nn.functional.batch_norm(
            x, state[name + ".running_mean"], state[name + ".running_var"], state[name + ".weight"], state[name + ".bias"], isTraining, momentum, epsilon);
}
