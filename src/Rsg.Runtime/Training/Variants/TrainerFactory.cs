using System.ComponentModel;
using Rsg.Data;
using static TorchSharp.torch;

namespace Rsg.Training;

/// <summary>Makes the trainer of a network.</summary>
/// <typeparam name="TNetwork">The network's class.</typeparam>
/// <param name="network">The network.</param>
/// <param name="trainingSet">What it is trained on.</param>
/// <param name="seed">Decides everything random of the training.</param>
/// <param name="observer">Is told how the training goes.</param>
/// <param name="device">Where to train; <see langword="null"/> for the CPU.</param>
/// <param name="epochs">How many epochs are trained; at least 1.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate ITrainer TrainerFactory<in TNetwork>(TNetwork network, IImageDataset trainingSet, int seed, ITrainingObserver? observer, Device? device, int epochs)
    where TNetwork : nn.Module<Tensor, Tensor>;
