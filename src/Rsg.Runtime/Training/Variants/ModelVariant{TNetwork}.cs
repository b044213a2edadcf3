using System.ComponentModel;
using Rsg.Data;
using Rsg.Native;
using static TorchSharp.torch;

namespace Rsg.Training;

/// <summary>A variant whose network's class is known. Emitted code makes it.</summary>
/// <typeparam name="TNetwork">The network's class.</typeparam>
/// <param name="makeNetwork">Makes a network with fresh weights.</param>
/// <param name="makeTrainer">Makes its trainer.</param>
/// <param name="preparation">How images become its input; asked for only when needed, as the class is first used then.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModelVariant<TNetwork>(Func<TNetwork> makeNetwork, TrainerFactory<TNetwork> makeTrainer, Func<ImagePreparation> preparation) : ModelVariant
    where TNetwork : nn.Module<Tensor, Tensor>
{
    /// <inheritdoc/>
    public override ImagePreparation Preparation => preparation();

    /// <inheritdoc/>
    public override VariantRun Start(IImageDataset trainingSet, int seed = 0, ITrainingObserver? observer = null, Device? device = null, int? epochs = null)
    {
        var length = epochs ?? Epochs;
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1, nameof(epochs));
        DatasetShape.Require(trainingSet, Classes, Channels, Height, Width);
        TorchLibraries.Load();
        random.manual_seed(seed);
        var network = makeNetwork();
        try
        {
            return new VariantRun(this, seed, makeTrainer(network, trainingSet, seed, observer, device, length));
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }
}
