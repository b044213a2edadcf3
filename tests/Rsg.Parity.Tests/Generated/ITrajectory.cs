using Rsg.Generation;
using static TorchSharp.torch;

namespace Rsg.Parity.Tests.Generated;

/// <summary>The losses of a step, before its update.</summary>
public readonly record struct TrajectoryLosses(double Total, double Classification, double Cesc, double Mv, int BatchLength);

/// <summary>A training that a case follows step by step.</summary>
public interface ITrajectory : IDisposable
{
    nn.Module<Tensor, Tensor> Network { get; }

    RareSampleGenerator Generator { get; }

    /// <summary>The training-mode logits of the last step.</summary>
    Tensor Logits { get; }

    TrajectoryLosses TrainStep(int epoch, Tensor images, Tensor labels);
}
