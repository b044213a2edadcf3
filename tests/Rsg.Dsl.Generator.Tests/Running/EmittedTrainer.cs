using Rsg.Data;
using Rsg.Evaluation;
using Rsg.Generation;
using Rsg.Testing.Generation;
using Rsg.Training;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Running;

/// <summary>The emitted trainer, whose type only the compiled consumer knows.</summary>
internal sealed class EmittedTrainer(object trainer) : IDisposable
{
    public int Epoch => (int)LoadedModel.Get(trainer, "Epoch")!;

    public int ScheduleEpoch => (int)LoadedModel.Get(trainer, "ScheduleEpoch")!;

    /// <summary>The trainer as code that trains several models knows it.</summary>
    public ITrainer Shared => (ITrainer)trainer;

    public RareSampleGenerator Generator => (RareSampleGenerator)LoadedModel.Get(trainer, "SampleGenerator")!;

    public StepLosses TrainStep(Tensor images, Tensor labels) => (StepLosses)LoadedModel.Call(trainer, "TrainStep", images, BatchLabels.FromTensor(labels))!;

    public void StartEpoch(int epoch) => LoadedModel.Call(trainer, "StartEpoch", epoch);

    public EpochReport TrainEpoch() => (EpochReport)LoadedModel.Call(trainer, "TrainEpoch")!;

    /// <summary>Trains to the end of the declared schedule.</summary>
    public void Fit() => LoadedModel.Call(trainer, "Fit");

    public void Fit(int untilEpoch) => LoadedModel.Call(trainer, "Fit", untilEpoch);

    public EvaluationResult Evaluate(IImageDataset dataset) => (EvaluationResult)LoadedModel.Call(trainer, "Evaluate", dataset)!;

    public void Dispose() => ((IDisposable)trainer).Dispose();
}
