using Rsg.Balancing;
using Rsg.Data;
using Rsg.Generation;
using Rsg.Losses;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Benchmarks.Generation;

/// <summary>A training step of the generated ResNet-32 with the literal RSG in place of the library's, and TorchSharp's SGD.</summary>
internal sealed class LiteralTraining : IDisposable
{
    private const int CutChannels = 32;
    private const double FrequentRatio = 0.2;
    private const double CescWeight = 0.1;
    private const double MvWeight = 0.01;

    private readonly WithReleasedRsg network = new();
    private readonly RareSampleGenerator parameters;
    private readonly LiteralReleasedGenerator generator;
    private readonly LdamLoss loss;
    private readonly SGD optimizer;
    private readonly bool isPhase1;

    public LiteralTraining(InMemoryImages images, bool isPhase1)
    {
        this.isPhase1 = isPhase1;
        ClassCounts counts = ClassCounts.FromLabels(images.Labels, images.Classes);
        FrequentClasses frequent = FrequentClasses.FromCounts(counts, FrequentRatio);
        parameters = new RareSampleGenerator(CutChannels, frequent, new RareSampleGeneratorOptions { Form = Form.Released });
        generator = new LiteralReleasedGenerator(parameters, frequent, strength: 1);
        loss = new LdamLoss(counts);
        double learningRate = WithReleasedRsg.Trainer.LearningRateAt(isPhase1 ? 0 : WithReleasedRsg.Trainer.GenerateFromEpoch);
        optimizer = torch.optim.SGD(network.parameters().Concat(parameters.parameters()), learningRate, momentum: 0.9, weight_decay: 2e-4);
    }

    public void Step(Batch batch)
    {
        using DisposeScope scope = NewDisposeScope();
        network.train();
        optimizer.zero_grad();
        Tensor features = network.ExtractFeatures(batch.Images);
        Tensor labels = batch.Labels;
        LiteralResult result = isPhase1 ? generator.Estimate(features, labels) : generator.Generate(features, labels);
        Tensor classification = loss.Compute(network.Classify(result.Features), result.Labels);
        (classification + (CescWeight * result.Cesc) + (MvWeight * result.Mv)).backward();
        optimizer.step();
    }

    public void Dispose()
    {
        optimizer.Dispose();
        loss.Dispose();
        parameters.Dispose();
        network.Dispose();
    }
}
