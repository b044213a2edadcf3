using System.Security.Cryptography;
using System.Text;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Plans;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Emission;

/// <summary>A plan as lines of key and value, each key once, in an order that stays: everything that decides what is trained, and nothing else.</summary>
internal static class PlanText
{
    private const string None = "none";

    public static IEnumerable<(string Key, string Value)> Of(ModelPlan plan, IEnumerable<ClassLabel> classNames) =>
    [
        .. Network(plan),
        ("classes", Invariant.Text(plan.Classes)),
        ("classNames", ListOf(classNames.Select(label => Quoted(label.Name)))),
        ("loss.kind", plan.Learning.Loss.Kind.Schema.Kind ?? None),
        .. plan.Learning.Loss.Kind.Parameters.Zip(plan.Learning.Loss.Arguments, (key, argument) => ("loss." + key.Name, Invariant.Text(argument))),
        .. Rebalancing(plan.Learning.Rebalancing),
        .. Rsg(plan),
        .. Training(plan.Learning.Training),
        .. Augmentation(plan.Learning.Augmentation),
    ];

    private static IEnumerable<(string, string)> Network(ModelPlan plan)
    {
        switch (plan)
        {
            case GraphModelPlan { Graph: var graph }:
                yield return ("network", graph.Name);
                yield return ("input", graph.Input.ToString());
                var shape = graph.Input;
                foreach (var part in graph.Parts)
                {
                    var inference = new ShapeInference();
                    shape = inference.Run(part.Body, shape, Bindings.None)!;
                    var parameters = Invariant.Text(inference.Layers.Sum(static layer => layer.Parameters));
                    yield return ("network." + part.Name, $"{part.Output}, {parameters} parameters, {Digest(inference.Layers.Select(Line))}");
                }

                yield return ("startValues", graph.Initialization.Describe());
                break;
            case ChainModelPlan { Chain: var chain }:
                // What the modules are, only the running program knows; a checkpoint of others does not fit them.
                yield return ("network", "own modules");
                yield return ("input", chain.Input.ToString());
                yield return ("stages", ListOf(chain.Stages));
                yield return ("head", chain.Head);
                break;
        }
    }

    private static IEnumerable<(string, string)> Rebalancing(RebalancingPlan? rebalancing) => rebalancing switch
    {
        RebalancingPlan.Reweight reweight =>
        [
            ("rebalance.kind", "reweight"),
            ("rebalance.beta", Invariant.Text(reweight.Beta)),
            ("rebalance.fromEpoch", Invariant.Text(reweight.FromEpoch)),
        ],
        RebalancingPlan.Resample resample =>
        [
            ("rebalance.kind", "resample"),
            ("rebalance.sampler", Word(resample.Sampler)),
            ("rebalance.beta", Invariant.Text(resample.Beta)),
            ("rebalance.fromEpoch", Invariant.Text(resample.FromEpoch)),
        ],
        _ => [("rebalance.kind", None)],
    };

    private static IEnumerable<(string, string)> Rsg(ModelPlan plan) => plan.Learning.Rsg is not { } rsg
        ? [("rsg", None)]
        :
        [
            ("rsg", "behind " + plan.CutName),
            ("rsg.centers", Invariant.Text(rsg.Centers)),
            ("rsg.frequentRatio", Invariant.Text(rsg.FrequentRatio)),
            ("rsg.transferStrength", Invariant.Text(rsg.TransferStrength)),
            ("rsg.cescWeight", Invariant.Text(rsg.CescWeight)),
            ("rsg.mvWeight", Invariant.Text(rsg.MvWeight)),
            ("rsg.contrastiveChannels", Invariant.Text(rsg.ContrastiveChannels)),
            ("rsg.form", Word(rsg.Form)),
            ("rsg.mvTerms", Word(rsg.MvTerms)),
            ("rsg.displacement", Word(rsg.Displacement)),
            ("rsg.addTo", Word(rsg.AddTo)),
            ("rsg.generateFromEpoch", Invariant.Text(rsg.GenerateFromEpoch)),
        ];

    private static IEnumerable<(string, string)> Training(TrainingPlan training) =>
    [
        ("train.epochs", Invariant.Text(training.Epochs)),
        ("train.batchSize", Invariant.Text(training.BatchSize)),
        .. training.LearningRate switch
        {
            LearningRatePlan.MultiStep steps =>
            [
                ("train.schedule", "multiStep"),
                ("train.milestones", ListOf(steps.Milestones.Select(static epoch => Invariant.Text(epoch)))),
                ("train.learningRates", ListOf(steps.Rates.Select(static rate => Invariant.Text(rate)))),
            ],
            LearningRatePlan.Step step =>
            [
                ("train.schedule", "step"),
                ("train.learningRate", Invariant.Text(step.Initial)),
                ("train.gamma", Invariant.Text(step.Gamma)),
                ("train.stepSize", Invariant.Text(step.Size)),
            ],
            LearningRatePlan.Cosine cosine => new[]
            {
                ("train.schedule", "cosine"),
                ("train.learningRate", Invariant.Text(cosine.Initial)),
                ("train.finalLearningRate", Invariant.Text(cosine.Final)),
            },
            _ => throw new InvalidOperationException($"{training.LearningRate.GetType().Name} has no text."),
        },
        ("train.warmupEpochs", Invariant.Text(training.WarmupEpochs)),
        ("train.momentum", Invariant.Text(training.Momentum)),
        ("train.weightDecay", Invariant.Text(training.WeightDecay)),
        ("train.gradientClip", training.GradientClip == 0 ? None : Invariant.Text(training.GradientClip)),
    ];

    private static IEnumerable<(string, string)> Augmentation(AugmentationPlan augmentation) =>
    [
        ("augmentation.crop", Word(augmentation.Crop)),
        ("augmentation.padding", Invariant.Text(augmentation.Padding)),
        ("augmentation.horizontalFlip", augmentation.HorizontalFlip ? "true" : "false"),
        ("augmentation.colorJitter", Invariant.Text(augmentation.ColorJitter)),
        ("augmentation.mean", ListOf(augmentation.Means.Select(static value => Invariant.Text(value)))),
        ("augmentation.std", ListOf(augmentation.StandardDeviations.Select(static value => Invariant.Text(value)))),
    ];

    /// <summary>A layer with all its numbers.</summary>
    private static string Line(LayerCost layer)
        => $"{layer.Path} {layer.Title} {layer.Output} {Invariant.Text(layer.Parameters)} {Invariant.Text(layer.MultiplyAdds)} {layer.Op?.Describe(layer.Bindings)}";

    /// <summary>Few letters that differ where the lines do.</summary>
    private static string Digest(IEnumerable<string> lines)
    {
        const int Bytes = 6;
        using var algorithm = SHA256.Create();
        var hash = algorithm.ComputeHash(Encoding.UTF8.GetBytes(string.Join("\n", lines)));
        return string.Concat(hash.Take(Bytes).Select(static one => one.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static string Word<T>(T word)
        where T : struct, Enum => string.Join(" ", word.ToString().Split([", "], StringSplitOptions.None).Select(Casing.Camel));

    private static string ListOf(IEnumerable<string> items) => "[" + string.Join(", ", items) + "]";

    /// <summary>On one line whatever is in it, and without what ends a literal of C#.</summary>
    private static string Quoted(string text) => "'" + string.Concat(text.Select(static letter =>
        letter is '\\' or '\'' or '"' || char.IsControl(letter) || char.IsSurrogate(letter) || letter is '\u2028' or '\u2029' or '\u0085'
            ? "\\u" + ((int)letter).ToString("x4", System.Globalization.CultureInfo.InvariantCulture)
            : letter.ToString())) + "'";
}
