using Rsg.Balancing;
using Rsg.Generation;
using Rsg.Parity.Tests.Fixtures;
using Rsg.Parity.Tests.Generated;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Parity.Tests.Kinds;

/// <summary>
/// One training step of a generated network with the sample generator in place. In float32 it is the emitted trainer's own step; in
/// float64, which the trainer does not offer, the same calls written out.
/// </summary>
public static class BackboneTrainCase
{
    public static void Run(Fixture fixture)
    {
        var compiled = CompiledNetwork.Of(
            CompiledNetwork.Backbone(fixture),
            FormattableString.Invariant($"RsgInsert({ReleasedNetwork.Of(fixture.Text("constructor")).Cut}, Form = Form.Released, TransferStrength = {fixture.Text("transfer_strength")}, CescWeight = {fixture.Text("lambda1")}, MvWeight = {fixture.Text("lambda2")}, FrequentRatio = {FrequentRatio(fixture)})"),
            FormattableString.Invariant($"Train(Epochs = {fixture.Whole("epoch") + 2}, GenerateFromEpoch = {fixture.Whole("epoch_thresh") + 1})"));

        var network = compiled.CreateNetwork(fixture.Precision);
        var images = fixture.Has("in.images")
            ? fixture.Input("in.images")
            : FormulaWeights.Images([fixture.Whole("batch"), 3, fixture.Whole("side"), fixture.Whole("side")], fixture.Text("weight_salt")).to(fixture.Precision);
        var generator = fixture.Precision == ScalarType.Float32
            ? RunEmitted(fixture, compiled, network, images)
            : RunWrittenOut(fixture, network, images);

        CompareGradients(fixture, network, generator);
        foreach (var (name, value) in network.named_buffers())
        {
            if (!name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
            {
                Judge(fixture, value.norm().to(ScalarType.Float64).item<double>(), "bufnorm." + name, "bufnorm");
            }
        }
    }

    private static RareSampleGenerator RunEmitted(Fixture fixture, CompiledNetwork compiled, nn.Module<Tensor, Tensor> network, Tensor images)
    {
        var trainingSet = new RecordedLabels(
            fixture.Whole("side"), RecordedLabels.CountsWithFrequent(fixture.Whole("num_classes"), fixture.Json<int[]>("head_classes")));
        var trainer = compiled.CreateTrainer(network, trainingSet);
        var generator = (RareSampleGenerator)Testing.Generation.LoadedModel.Get(trainer, "SampleGenerator")!;
        CaseState.LoadByFormula(fixture, network, generator);
        var logits = CompiledNetwork.ObserveLogits(network);

        var before = generator.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.detach().clone());
        CompiledNetwork.StartEpoch(trainer, fixture.Whole("epoch"));
        var losses = CompiledNetwork.TrainStep(trainer, images, fixture.Input("in.target"));

        Assert.Equal(fixture.Whole("n_new"), losses.Generated);
        fixture.Compare(logits(), "out", "logits", "out");
        fixture.Compare(tensor(losses.Classification), "out", "loss_cls", "out");

        // The step keeps its labels to itself; the recorded ones must give its loss.
        fixture.Compare(nn.functional.cross_entropy(logits(), fixture.Expected("out.target")), "out", "loss_cls", "out");
        fixture.Compare(tensor(losses.Cesc), "out", "loss_cesc", "out");
        fixture.Compare(tensor(losses.Mv), "out", "loss_mv", "out");
        FindGradientsOfClasses(generator, before);
        return generator;
    }

    /// <summary>
    /// The per-class parameters are moved by the rows of the batch's classes and have no gradient of their own. After a first step their velocity is
    /// the gradient and the weight decay, so that tells it.
    /// </summary>
    private static void FindGradientsOfClasses(RareSampleGenerator generator, Dictionary<string, Tensor> before)
    {
        const double WeightDecay = 0.0002; // what a declaration that says nothing has
        generator.RowUpdates!.Settle();
        foreach (var (name, parameter) in generator.named_parameters(recurse: false))
        {
            var velocity = generator.RowUpdates.Velocities.Single(entry => ReferenceEquals(entry.Parameter, parameter)).Velocity;
            parameter.grad = velocity - (WeightDecay * before[name]);
        }
    }

    private static RareSampleGenerator RunWrittenOut(Fixture fixture, nn.Module<Tensor, Tensor> network, Tensor images)
    {
        var labels = fixture.Input("in.target");
        network.train();
        var features = ExtractFeaturesAfterLoading(fixture, network, images, out var generator);
        var batch = fixture.Whole("epoch") <= fixture.Whole("epoch_thresh")
            ? generator.Estimate(features, labels)
            : generator.Generate(features, labels);
        var logits = CompiledNetwork.Classify(network, batch.Features);
        var classification = nn.functional.cross_entropy(logits, batch.Labels);
        (classification + fixture.Number("lambda1") * batch.Cesc + fixture.Number("lambda2") * batch.Mv).backward();

        fixture.CompareIndices(batch.Labels.data<long>().ToArray(), "out.target");
        fixture.Compare(logits, "out", "logits", "out");
        fixture.Compare(classification, "out", "loss_cls", "out");
        fixture.Compare(batch.Cesc, "out", "loss_cesc", "out");
        fixture.Compare(batch.Mv, "out", "loss_mv", "out");
        return generator;
    }

    private static Tensor ExtractFeaturesAfterLoading(Fixture fixture, nn.Module network, Tensor images, out RareSampleGenerator generator)
    {
        var frequent = new FrequentClasses(fixture.Whole("num_classes"), fixture.Json<int[]>("head_classes"));
        var options = new RareSampleGeneratorOptions { Form = Form.Released, TransferStrength = fixture.Number("transfer_strength") };
        int channels;
        using (no_grad())
        {
            channels = (int)CompiledNetwork.ExtractFeatures(network, images).shape[1];
        }

        generator = new RareSampleGenerator(channels, frequent, options);
        generator.to(fixture.Precision);
        CaseState.LoadByFormula(fixture, network, generator);
        return CompiledNetwork.ExtractFeatures(network, images);
    }

    /// <summary>A parameter has a gradient exactly where one was recorded; the norms agree one by one, and in the median more sharply.</summary>
    private static void CompareGradients(Fixture fixture, nn.Module network, RareSampleGenerator generator)
    {
        const string Prefix = "gradnorm.";
        var norms = CaseState.Parameters(network, generator)
            .Where(parameter => parameter.Value.grad is not null)
            .ToDictionary(parameter => parameter.Name, parameter => parameter.Value.grad!.norm().to(ScalarType.Float64).item<double>());
        Assert.Equal(fixture.Names(Prefix).Select(name => name[Prefix.Length..]).Order(StringComparer.Ordinal), norms.Keys.Order(StringComparer.Ordinal));

        var errors = norms.Select(norm => Judge(fixture, norm.Value, Prefix + norm.Key, "gradnorm")).Order().ToList();
        var median = errors[errors.Count / 2];
        Assert.True(median <= fixture.Tolerance("gradnorm_median"), FormattableString.Invariant($"The median error of the gradient norms is {median:0.0e+00}."));
    }

    private static double Judge(Fixture fixture, double actual, string name, string tolerance)
    {
        var expected = fixture.Expected(name);
        using var value = tensor(actual);
        Judgement.Equal(value, expected, fixture.Tolerance(tolerance), name);
        return Judgement.Error(value, expected);
    }

    /// <summary>The ratio that makes as many classes frequent as the case has.</summary>
    private static string FrequentRatio(Fixture fixture)
    {
        var ratio = (fixture.Json<int[]>("head_classes").Length + 0.5) / fixture.Whole("num_classes");
        return ratio.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
