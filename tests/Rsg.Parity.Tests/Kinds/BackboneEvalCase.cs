using Rsg.Parity.Tests.Fixtures;
using Rsg.Parity.Tests.Generated;
using static TorchSharp.torch;

namespace Rsg.Parity.Tests.Kinds;

/// <summary>A generated network in evaluation mode: its logits, and its maps behind every stage by cutting it there.</summary>
public static class BackboneEvalCase
{
    public static void Run(Fixture fixture)
    {
        using var withoutGradient = no_grad();
        var images = fixture.Has("in.images")
            ? fixture.Input("in.images")
            : FormulaWeights.Images([fixture.Whole("batch"), 3, fixture.Whole("side"), fixture.Whole("side")], fixture.Text("weight_salt")).to(fixture.Precision);

        nn.Module? previous = null;
        foreach (var stage in fixture.Json<string[]>("stages"))
        {
            var network = CompiledNetwork.Of(CompiledNetwork.Backbone(fixture), $"RsgInsert(After = \"{stage}\")").CreateNetwork(fixture.Precision);
            if (previous is null)
            {
                Load(fixture, network);
            }
            else
            {
                network.load_state_dict(previous.state_dict());
                previous.Dispose();
            }

            previous = network;
            network.eval();

            // The halves of every cut make the same network.
            var maps = CompiledNetwork.ExtractFeatures(network, images);
            fixture.Compare(maps.mean([1, 2, 3]), "out", $"{stage}.mean", "stages");
            fixture.Compare(maps.flatten(1).std(1, unbiased: false), "out", $"{stage}.std", "stages");
            fixture.Compare(CompiledNetwork.Classify(network, maps), "out", "logits", "logits");
        }

        previous!.Dispose();
    }

    private static void Load(Fixture fixture, nn.Module network)
    {
        if (fixture.Text("weights") == "in the file")
        {
            CaseState.LoadRecorded(fixture, "param.", network, generator: null);
        }
        else
        {
            CaseState.LoadByFormula(fixture, network, generator: null);
        }
    }
}
