using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Catalogue;

/// <summary>What each module of a live network holds and gives, by its state name.</summary>
internal sealed class LiveShapes
{
    private readonly Dictionary<string, (long Parameters, string Shape)> seen = new(StringComparer.Ordinal);

    private LiveShapes()
    {
    }

    /// <summary>The modules through which something went.</summary>
    public IEnumerable<string> Names => seen.Keys;

    public (long Parameters, string Shape) this[string name] => seen[name];

    /// <summary>Watches every module of a network from now on.</summary>
    public static LiveShapes Watch(nn.Module network)
    {
        var shapes = new LiveShapes();
        foreach (var (name, module) in network.named_modules())
        {
            if (module is nn.Module<Tensor, Tensor> layer)
            {
                var parameters = module.named_parameters(recurse: false).Sum(static named => named.parameter.numel());
                layer.register_forward_hook((_, _, output) =>
                {
                    shapes.seen[name] = (parameters, string.Join(",", output.shape[1..]));
                    return output;
                });
            }
        }

        return shapes;
    }

    public bool Contains(string name) => seen.ContainsKey(name);
}
