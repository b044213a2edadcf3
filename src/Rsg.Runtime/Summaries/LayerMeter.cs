using Rsg.Evaluation;
using Rsg.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Summaries;

/// <summary>Watches modules while one image goes through them, in evaluation mode, until it is disposed.</summary>
internal sealed class LayerMeter : IDisposable
{
    private readonly List<(string Name, nn.Module<Tensor, Tensor> Module)> members;
    private readonly Dictionary<nn.Module, (long[] Output, long MultiplyAdds)> measured = new(ReferenceEqualityComparer.Instance);
    private readonly List<Action> ends = [];

    public LayerMeter(List<(string Name, nn.Module<Tensor, Tensor> Module)> members)
    {
        this.members = members;
        foreach (var (_, member) in members)
        {
            ends.Add(new EvaluationMode(member).Dispose);
        }

        // TorchSharp's modules() leaves out the module itself.
        var modules = members.SelectMany(member => member.Module.modules().Prepend(member.Module)).ToHashSet<nn.Module>(ReferenceEqualityComparer.Instance);
        foreach (var module in modules.OfType<nn.Module<Tensor, Tensor>>())
        {
            ends.Add(module.register_forward_hook(Measure).remove);
        }
    }

    /// <summary>A row for each module, those that it holds behind it. What stands in several places counts at the first.</summary>
    public IEnumerable<LayerSummary> Rows()
    {
        var counted = new HashSet<nn.Module>(ReferenceEqualityComparer.Instance);
        return members.SelectMany(member => Rows(member.Name, member.Module, 0, counted));
    }

    public void Dispose()
    {
        foreach (var end in ends)
        {
            end();
        }
    }

    private IEnumerable<LayerSummary> Rows(string name, nn.Module module, int depth, HashSet<nn.Module> counted)
    {
        var isFirst = counted.Add(module);
        var (output, multiplyAdds) = measured.GetValueOrDefault(module, ([], 0));
        var parameters = isFirst ? module.named_parameters(recurse: false).Sum(entry => entry.parameter.numel()) : 0;
        yield return new LayerSummary(name, module.GetType().Name, depth, parameters, isFirst ? multiplyAdds : 0, output);
        foreach (var (childName, child) in module.named_children())
        {
            foreach (var row in Rows($"{name}.{childName}", child, depth + 1, counted))
            {
                yield return row;
            }
        }
    }

    private Tensor Measure(nn.Module<Tensor, Tensor> module, Tensor input, Tensor output)
    {
        // A module may run more than once for an image. One that gives nothing is no concern of the meter's.
        if (output is not null)
        {
            var before = measured.GetValueOrDefault(module).MultiplyAdds;
            measured[module] = (output.shape[1..], before + MultiplyAdds(module, output));
        }

        return output!;
    }

    /// <summary>Of one image: each weight counts once for each position of the output.</summary>
    private static long MultiplyAdds(nn.Module module, Tensor output) => module switch
    {
        Conv2d convolution => convolution.weight!.numel() * output.shape[^2] * output.shape[^1],
        Linear linear => linear.weight!.numel() * (output.numel() / output.shape[^1]),
        NormedLinear cosines => cosines.get_parameter("weight")!.numel(),
        _ => 0,
    };
}
