using Rsg.Generation;
using Rsg.Testing.Generation;
using static TorchSharp.torch;

namespace Rsg.Parity.Tests.Generated;

/// <summary>The emitted trainer's own steps.</summary>
public sealed class EmittedTrajectory : ITrajectory
{
    private readonly object trainer;
    private readonly Func<Tensor> logits;

    public EmittedTrajectory(CompiledNetwork compiled, int side, IReadOnlyList<int> classCounts)
    {
        Network = compiled.CreateNetwork(ScalarType.Float32);
        trainer = compiled.CreateTrainer(Network, new RecordedLabels(side, classCounts));
        Generator = (RareSampleGenerator)LoadedModel.Get(trainer, "SampleGenerator")!;
        logits = CompiledNetwork.ObserveLogits(Network);
    }

    public nn.Module<Tensor, Tensor> Network { get; }

    public RareSampleGenerator Generator { get; }

    public Tensor Logits => logits();

    public TrajectoryLosses TrainStep(int epoch, Tensor images, Tensor labels)
    {
        CompiledNetwork.StartEpoch(trainer, epoch);
        var losses = CompiledNetwork.TrainStep(trainer, images, labels);
        return new(losses.Total, losses.Classification, losses.Cesc, losses.Mv, (int)labels.shape[0] + losses.Generated);
    }

    public void Dispose()
    {
        ((IDisposable)trainer).Dispose();
        Network.Dispose();
    }
}
