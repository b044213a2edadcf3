using System.Globalization;
using Rsg.Parity.Tests.Fixtures;
using Rsg.Parity.Tests.Generated;
using static TorchSharp.torch;

namespace Rsg.Parity.Tests.Kinds;

/// <summary>
/// A training of the released code, followed step by step under several learning rates: in float32 by the emitted trainer, in float64
/// by the same loop written out. What a step may stray is what the released code itself strays in float32 up to that step.
/// </summary>
public static class TrajectoryCase
{
    // The suggestion of the cases' own description.
    private const double DriftFactor = 20;
    private const double Floor = 2e-6;

    // What the recorded single steps allow their logits (tolerance.out of the backbone_train cases).
    private const double FirstLogits = 2e-5;
    private const double NormFloor = 1e-5;
    private const double ShareOfNorms = 0.95;

    // Rounding is 2^-29 of float32's, so that a millionth of what float32 may stray is still generous.
    private const double Float64Share = 1e-6;

    // This schedule diverges once samples are generated; only its first phase means something.
    private const string DivergingSchedule = "lr0.1";

    private static readonly string[] Ways = ["keep", "none"];

    public static void Run(Fixture fixture)
    {
        foreach (var schedule in fixture.Json<string[]>("schedules"))
        {
            foreach (var way in Ways)
            {
                using var scope = NewDisposeScope();
                Follow(fixture, schedule, way);
            }
        }
    }

    private static void Follow(Fixture fixture, string schedule, string way)
    {
        var learningRates = fixture.Doubles($"in.lr.{schedule}");
        var images = fixture.Input("in.images");
        var labels = fixture.Input("in.target");
        using var training = Create(fixture, learningRates);
        CaseState.LoadRecorded(fixture, "init.", training.Network, training.Generator);

        var firstOfPhase2 = fixture.Whole("epoch_thresh") + 1;
        var steps = schedule == DivergingSchedule ? firstOfPhase2 : fixture.Whole("steps");
        var name = $"{schedule}.{way}";
        for (var step = 0; step < steps; step++)
        {
            if (way == "none" && step == firstOfPhase2)
            {
                DropContrastiveGradients(training);
            }

            var losses = training.TrainStep(step, images[step], labels[step]);
            CompareLosses(fixture, name, step, losses);
            if (fixture.Has($"out64.{name}.logits_{step}"))
            {
                // No drift of logits is recorded along the way, only that of the last ones.
                var allowed = step == 0 ? FirstLogits : fixture.Number($"tolerance.{name}.eval_logits");
                Judge(fixture, training.Logits, $"out64.{name}.logits_{step}", allowed * Share(fixture));
            }
        }

        if (steps == fixture.Whole("steps"))
        {
            CompareEnd(fixture, name, training, images[0]);
        }

        MarkRest(fixture, name);
    }

    private static ITrajectory Create(Fixture fixture, double[] learningRates)
    {
        // Where the rate drops is where a milestone lies.
        var milestones = Enumerable.Range(1, learningRates.Length - 1).Where(step => learningRates[step] != learningRates[step - 1]).ToList();
        Assert.InRange(milestones.Count, 0, 1);
        var gamma = milestones.Count == 0 ? 1 : learningRates[^1] / learningRates[0];
        var compiled = CompiledNetwork.Of(
            ReleasedNetwork.Of(fixture.Text("arch")).Backbone(fixture.Whole("num_classes"), side: 32, fixture.Flag("use_norm", missing: false)),
            Text($"RsgInsert(Stage = 2, Form = Form.Released, FrequentRatio = {fixture.Json<int[]>("head_classes").Length / (double)fixture.Whole("num_classes")}, TransferStrength = {fixture.Text("transfer_strength")}, CescWeight = {fixture.Text("lambda1")}, MvWeight = {fixture.Text("lambda2")})"),
            Text($"LdamLoss(MaxMargin = {fixture.Text("max_m")}, Scale = {fixture.Text("s")})"),
            Text($"Reweight(Beta = {fixture.Text("beta")}, FromEpoch = {fixture.Whole("drw_from_step")})"),
            Text($"Train(Epochs = {fixture.Whole("steps")}, BatchSize = {fixture.Whole("batch")}, LearningRate = {learningRates[0]}, Milestones = new int[] {{ {string.Join(", ", milestones)} }}, Gamma = {gamma}, Momentum = {fixture.Text("momentum")}, WeightDecay = {fixture.Text("weight_decay")}, GenerateFromEpoch = {fixture.Whole("epoch_thresh") + 1})"));

        return fixture.Precision == ScalarType.Float32
            ? new EmittedTrajectory(compiled, side: 32, fixture.Json<int[]>("class_counts"))
            : new WrittenOutTrajectory(fixture, compiled, learningRates);
    }

    /// <summary>An optimizer that sets gradients to nothing, as PyTorch's does since 2.0, lets a frozen module stand still.</summary>
    private static void DropContrastiveGradients(ITrajectory training)
    {
        foreach (var (name, parameter) in training.Generator.named_parameters())
        {
            if (name.StartsWith("contrastive", StringComparison.Ordinal))
            {
                parameter.requires_grad = false;
                parameter.grad = null;
            }
        }
    }

    private static void CompareLosses(Fixture fixture, string name, int step, TrajectoryLosses losses)
    {
        Assert.Equal((long)fixture.Expected($"out.{name}.n_out").data<long>()[step], losses.BatchLength);
        foreach (var (term, value) in new[] { ("total", losses.Total), ("cls", losses.Classification), ("cesc", losses.Cesc), ("mv", losses.Mv) })
        {
            using var actual = tensor(value);
            var recorded = fixture.Expected($"out64.{name}.{term}")[step];
            Judgement.Equal(actual, recorded, Allowed(fixture, $"drift.{name}.{term}", step), $"{name}.{term} of step {step}");
        }
    }

    private static void CompareEnd(Fixture fixture, string name, ITrajectory training, Tensor images)
    {
        using var withoutGradient = no_grad();
        var last = fixture.Whole("steps") - 1;
        var state = CaseState.State(training.Network, training.Generator).ToDictionary(entry => entry.Name, entry => entry.Value);

        var norms = fixture.Doubles($"final64.{name}.norms");
        var drifts = fixture.Doubles($"drift.{name}.norms");
        var names = fixture.Json<string[]>("norm_names");
        var within = names.Where((entry, i) =>
        {
            using var norm = state[entry].norm();
            var allowed = (DriftFactor * drifts[i] + NormFloor) * Share(fixture);
            return Judgement.Error(norm, tensor(norms[i])) <= allowed;
        }).Count();
        Assert.True(within >= ShareOfNorms * names.Length, $"{name}: {within} of {names.Length} norms are within their drift.");

        foreach (var entry in fixture.Names($"final64.{name}.").Where(entry => !entry.EndsWith(".norms", StringComparison.Ordinal)))
        {
            var stateName = entry[$"final64.{name}.".Length..];
            var drift = fixture.Expected($"drift.{name}.{stateName}").item<double>();
            Judgement.Equal(state[stateName], fixture.Expected(entry), (DriftFactor * drift + NormFloor) * Share(fixture), entry);
        }

        training.Network.eval();
        Judge(fixture, training.Network.call(images), $"out64.{name}.eval_logits", fixture.Number($"tolerance.{name}.eval_logits") * Share(fixture));
        Assert.Equal(last + 1, fixture.Whole("steps"));
    }

    /// <summary>The float32 run of the released code is shown beside its float64 run, which is what is judged against.</summary>
    private static void MarkRest(Fixture fixture, string name)
    {
        foreach (var entry in fixture.Names($"out.{name}.").Concat(fixture.Names($"out64.{name}.")))
        {
            if (name.StartsWith(DivergingSchedule, StringComparison.Ordinal) || entry.StartsWith("out.", StringComparison.Ordinal))
            {
                fixture.Expected(entry).Dispose();
            }
        }
    }

    private static void Judge(Fixture fixture, Tensor actual, string name, double allowed)
        => Judgement.Equal(actual, fixture.Expected(name), allowed, name);

    private static double Allowed(Fixture fixture, string drift, int step)
        => (DriftFactor * fixture.Doubles(drift).Take(step + 1).Max() + Floor) * Share(fixture);

    private static double Share(Fixture fixture) => fixture.Precision == ScalarType.Float64 ? Float64Share : 1;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
