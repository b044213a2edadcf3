using static TorchSharp.torch;

namespace Rsg.Training;

/// <summary>A run of a variant: its network and its trainer, which are freed together.</summary>
public sealed class VariantRun : IDisposable
{
    internal VariantRun(ModelVariant variant, int seed, ITrainer trainer)
        => (Variant, Seed, Trainer) = (variant, seed, trainer);

    /// <summary>What is run.</summary>
    public ModelVariant Variant { get; }

    /// <summary>The seed of the start weights and of everything random of the training.</summary>
    public int Seed { get; }

    /// <summary>The network, of the variant's own class.</summary>
    public nn.Module<Tensor, Tensor> Network => Trainer.Network;

    /// <summary>Its trainer.</summary>
    public ITrainer Trainer { get; }

    /// <summary>Trains to the end.</summary>
    public void Fit() => Trainer.Fit();

    /// <summary>Frees the trainer and the network.</summary>
    public void Dispose()
    {
        var network = Trainer.Network;
        Trainer.Dispose();
        network.Dispose();
    }
}
