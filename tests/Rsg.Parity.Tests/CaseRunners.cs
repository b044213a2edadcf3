using Rsg.Parity.Tests.Fixtures;
using Rsg.Parity.Tests.Kinds;

namespace Rsg.Parity.Tests;

/// <summary>Who rebuilds and compares a case, by the kind that its metadata names.</summary>
public static class CaseRunners
{
    private static readonly Dictionary<string, Action<Fixture>> ByKind = new(StringComparer.Ordinal)
    {
        ["rsg"] = RsgCase.Run,
        ["normed_linear"] = NormedLinearCase.Run,
        ["sgd"] = SgdCase.Run,
        ["losses"] = LossesCase.Run,
        ["backbone_eval"] = BackboneEvalCase.Run,
        ["backbone_train"] = BackboneTrainCase.Run,
        ["trajectory"] = TrajectoryCase.Run,
    };

    public static void Run(Fixture fixture)
    {
        if (!ByKind.TryGetValue(fixture.Kind, out var run))
        {
            Assert.Fail($"No runner for cases of kind '{fixture.Kind}'; known are {string.Join(", ", ByKind.Keys)}.");
        }

        run(fixture);
        fixture.AssertEverythingWasCompared();
    }
}
