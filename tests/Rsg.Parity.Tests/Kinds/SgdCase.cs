using Rsg.Parity.Tests.Fixtures;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Parity.Tests.Kinds;

/// <summary>The optimizer alone: a parameter that has no gradient yet, and one that gets none any more.</summary>
public static class SgdCase
{
    public static void Run(Fixture fixture)
    {
        RunWay(fixture, "keep", zeroed: true);
        RunWay(fixture, "none", zeroed: false);
    }

    private static void RunWay(Fixture fixture, string way, bool zeroed)
    {
        string[] names = ["a", "b", "c"];
        var parameters = names.ToDictionary(name => name, name => new Parameter(fixture.Input("init." + name)));
        var gradients = names.ToDictionary(name => name, name => fixture.Input("in.grad." + name));
        var rates = fixture.Expected("in.lr").data<double>().ToArray();
        var steps = fixture.Whole("steps");
        var values = names.ToDictionary(name => name, _ => new List<Tensor>());
        using var optimizer = optim.SGD(
            parameters.Values, rates[0], momentum: fixture.Number("momentum"), weight_decay: fixture.Number("weight_decay"));
        for (var step = 0; step < steps; step++)
        {
            foreach (var group in optimizer.ParamGroups)
            {
                group.LearningRate = rates[step];
            }

            parameters["a"].grad = gradients["a"][step];
            parameters["b"].grad = step < fixture.Whole("b_has_gradient_from") ? null : gradients["b"][step];
            parameters["c"].grad = step < fixture.Whole("c_has_gradient_until") ? gradients["c"][step]
                : zeroed ? zeros_like(parameters["c"]) : null;
            optimizer.step();
            foreach (var name in names)
            {
                values[name].Add(parameters[name].detach().clone());
            }
        }

        foreach (var name in names)
        {
            fixture.Compare(stack(values[name]), "out", $"{way}.{name}", way);
        }
    }
}
