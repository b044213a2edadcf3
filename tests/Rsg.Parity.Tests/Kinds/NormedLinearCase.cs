using Rsg.Layers;
using Rsg.Parity.Tests.Fixtures;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Parity.Tests.Kinds;

public static class NormedLinearCase
{
    public static void Run(Fixture fixture)
    {
        using var layer = new NormedLinear(fixture.Whole("in_features"), fixture.Whole("out_features"));
        layer.to(fixture.Precision);
        var weight = layer.get_parameter("weight")!;
        using (no_grad())
        {
            weight.copy_(fixture.Input("in.weight"));
        }

        var input = fixture.Input("in.input").requires_grad_();
        var cosines = layer.call(input);
        (cosines * fixture.Input("in.cotangent")).sum().backward();

        fixture.Compare(cosines, "out", "cosine", "out");
        fixture.Compare(input.grad!, "grad", "input", "grad");
        fixture.Compare(weight.grad!, "grad", "weight", "grad");
    }
}
