using Rsg.Generation;
using Rsg.Parity.Tests.Fixtures;
using static TorchSharp.torch;

namespace Rsg.Parity.Tests.Generated;

/// <summary>Fills a generated network and a sample generator with a case's weights, name by name; a name too many or too few fails.</summary>
public static class CaseState
{
    private const string GeneratorPrefix = "RSG.";

    /// <summary>Weights that the file carries.</summary>
    public static void LoadRecorded(Fixture fixture, string prefix, nn.Module network, RareSampleGenerator? generator)
    {
        var recorded = fixture.Names(prefix).Select(name => name[prefix.Length..]).Order(StringComparer.Ordinal);
        Assert.Equal(recorded, State(network, generator).Select(entry => entry.Name).Order(StringComparer.Ordinal));
        Fill(network, generator, (name, _) => fixture.Input(prefix + name));
    }

    /// <summary>Weights by the formula of state name and index.</summary>
    public static void LoadByFormula(Fixture fixture, nn.Module network, RareSampleGenerator? generator)
    {
        var (salt, gain) = (fixture.Text("weight_salt"), fixture.Number("weight_gain"));
        Fill(network, generator, (name, shape) => FormulaWeights.Of(name, shape, salt, gain));
    }

    /// <summary>Every state entry under the name that the released code gives it.</summary>
    public static IEnumerable<(string Name, Tensor Value)> State(nn.Module network, RareSampleGenerator? generator) =>
        network.state_dict().Select(entry => (entry.Key, entry.Value))
            .Concat((generator?.state_dict() ?? []).Select(entry => (GeneratorPrefix + entry.Key, entry.Value)));

    /// <summary>Every parameter under the name that the released code gives it.</summary>
    public static IEnumerable<(string Name, Tensor Value)> Parameters(nn.Module network, RareSampleGenerator generator) =>
        network.named_parameters().Select(entry => (entry.name, (Tensor)entry.parameter))
            .Concat(generator.named_parameters().Select(entry => (GeneratorPrefix + entry.name, (Tensor)entry.parameter)));

    private static void Fill(nn.Module network, RareSampleGenerator? generator, Func<string, long[], Tensor> valueOf)
    {
        using var withoutGradient = no_grad();
        foreach (var (name, value) in State(network, generator))
        {
            value.copy_(valueOf(name, value.shape));
        }
    }
}
