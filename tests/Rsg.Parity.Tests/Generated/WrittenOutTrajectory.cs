using Rsg.Balancing;
using Rsg.Generation;
using Rsg.Losses;
using Rsg.Parity.Tests.Fixtures;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Parity.Tests.Generated;

/// <summary>The same training in float64, which the emitted trainer does not offer: a generated network, and the loop written out.</summary>
public sealed class WrittenOutTrajectory : ITrajectory
{
    private readonly Fixture fixture;
    private readonly double[] learningRates;
    private readonly LdamLoss loss;
    private readonly Tensor classWeights;
    private readonly SGD optimizer;

    public WrittenOutTrajectory(Fixture fixture, CompiledNetwork compiled, double[] learningRates)
    {
        this.fixture = fixture;
        this.learningRates = learningRates;
        Network = compiled.CreateNetwork(ScalarType.Float64);
        var counts = new ClassCounts(fixture.Json<int[]>("class_counts"));
        var frequent = new FrequentClasses(counts.Count, fixture.Json<int[]>("head_classes"));
        Generator = new RareSampleGenerator(
            channels: 32, frequent, new RareSampleGeneratorOptions { Form = Form.Released, TransferStrength = fixture.Number("transfer_strength") });
        Generator.to(ScalarType.Float64);
        loss = new LdamLoss(counts, fixture.Number("max_m"), fixture.Number("s"));
        classWeights = tensor(EffectiveNumber.Weights(counts, fixture.Number("beta")));
        optimizer = optim.SGD(
            Network.parameters().Concat(Generator.parameters()),
            learningRates[0],
            momentum: fixture.Number("momentum"),
            weight_decay: fixture.Number("weight_decay"));
        Logits = empty(0);
    }

    public nn.Module<Tensor, Tensor> Network { get; }

    public RareSampleGenerator Generator { get; }

    public Tensor Logits { get; private set; }

    public TrajectoryLosses TrainStep(int epoch, Tensor images, Tensor labels)
    {
        foreach (var group in optimizer.ParamGroups)
        {
            group.LearningRate = learningRates[epoch];
        }

        Network.train();
        optimizer.zero_grad();
        var features = CompiledNetwork.ExtractFeatures(Network, images);
        var batch = epoch <= fixture.Whole("epoch_thresh") ? Generator.Estimate(features, labels) : Generator.Generate(features, labels);
        Logits = CompiledNetwork.Classify(Network, batch.Features);
        var classification = loss.Compute(Logits, batch.Labels, epoch < fixture.Whole("drw_from_step") ? null : classWeights);
        var total = classification + fixture.Number("lambda1") * batch.Cesc + fixture.Number("lambda2") * batch.Mv;
        total.backward();
        optimizer.step();
        return new(total.item<double>(), classification.item<double>(), batch.Cesc.item<double>(), batch.Mv.item<double>(), (int)Logits.shape[0]);
    }

    public void Dispose()
    {
        optimizer.Dispose();
        classWeights.Dispose();
        loss.Dispose();
        Generator.Dispose();
        Network.Dispose();
    }
}
