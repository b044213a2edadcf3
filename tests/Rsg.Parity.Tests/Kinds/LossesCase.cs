using System.Globalization;
using Rsg.Balancing;
using Rsg.Losses;
using Rsg.Parity.Tests.Fixtures;
using static TorchSharp.torch;

namespace Rsg.Parity.Tests.Kinds;

public static class LossesCase
{
    public static void Run(Fixture fixture)
    {
        var counts = new ClassCounts(fixture.Indices("in.class_counts").Select(count => (int)count));
        var weightings = new Dictionary<string, Tensor?>
        {
            ["none"] = null,
            ["cb"] = Weights(fixture, counts, "cb", fixture.Number("beta")),
            ["drw_before"] = Weights(fixture, counts, "drw_before", 0),
            ["drw_after"] = Weights(fixture, counts, "drw_after", fixture.Number("beta")),
        };

        Compare(fixture, "ce", "in.logits", new CrossEntropyLoss(), weightings);
        foreach (var gamma in fixture.Json<double[]>("focal_gammas"))
        {
            Compare(fixture, Name($"focal_g{gamma}"), "in.logits", new FocalLoss(gamma), weightings);
        }

        foreach (var parameters in fixture.Json<double[][]>("ldam"))
        {
            var name = Name($"ldam_m{parameters[0]}_s{parameters[1]}");
            using var loss = new LdamLoss(counts, parameters[0], parameters[1]);
            fixture.Compare(tensor(loss.Margins.ToArray()), "out", name + ".margins", "margins");
            Compare(fixture, name, "in.cosine", loss, weightings);
        }

        foreach (var parameters in fixture.Json<double[][]>("amsoftmax"))
        {
            Compare(
                fixture, Name($"amsoftmax_m{parameters[0]}_s{parameters[1]}"), "in.cosine", new AmSoftmaxLoss(parameters[0], parameters[1]), weightings);
        }
    }

    private static Tensor Weights(Fixture fixture, ClassCounts counts, string name, double beta)
    {
        var weights = tensor(EffectiveNumber.Weights(counts, beta));
        fixture.Compare(weights, "out", "weights." + name, "value");
        return weights.to(fixture.Precision);
    }

    private static void Compare(
        Fixture fixture, string name, string input, IClassificationLoss loss, Dictionary<string, Tensor?> weightings)
    {
        foreach (var (weighting, weights) in weightings)
        {
            var logits = fixture.Input(input).requires_grad_();
            var value = loss.Compute(logits, fixture.Input("in.target"), weights);
            value.backward();
            fixture.Compare(value, "out", $"{name}.{weighting}.value", "value");
            fixture.Compare(logits.grad!, "out", $"{name}.{weighting}.grad", "grad");
        }
    }

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);
}
