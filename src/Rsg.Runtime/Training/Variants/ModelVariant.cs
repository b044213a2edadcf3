using Rsg.Data;
using static TorchSharp.torch;

namespace Rsg.Training;

/// <summary>
/// One of the models that a file with a matrix declares: what it is, and how a run of it is made. The generator writes the list of all
/// variants of a file; it makes no network until a run is started, and needs no reflection.
/// </summary>
public abstract class ModelVariant
{
    private protected ModelVariant()
    {
    }

    /// <summary>The name of the variant's class.</summary>
    public required string Name { get; init; }

    /// <summary>What it is along each axis of the matrix, in the order of the axes.</summary>
    public required IReadOnlyList<VariantChoice> Choices { get; init; }

    /// <summary>The seeds that the matrix names, in its order; 0 alone where it names none.</summary>
    public required IReadOnlyList<int> Seeds { get; init; }

    /// <summary>How many classes its network tells apart.</summary>
    public required int Classes { get; init; }

    /// <summary>Channels of the images that its network takes.</summary>
    public required int Channels { get; init; }

    /// <summary>Height of these images in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Width of these images in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>The epochs of its declared schedule.</summary>
    public required int Epochs { get; init; }

    /// <summary>How images become its network's input: what training does to them, and how they are normalised.</summary>
    public abstract ImagePreparation Preparation { get; }

    /// <summary>The name of its value along an axis.</summary>
    /// <param name="axis">The axis, as the file names it.</param>
    /// <exception cref="ArgumentException">The matrix has no such axis; the message names those that it has.</exception>
    public string this[string axis]
    {
        get
        {
            foreach (var choice in Choices)
            {
                if (choice.Axis == axis)
                {
                    return choice.Value;
                }
            }

            throw new ArgumentException($"{Name} has no axis '{axis}'. It has {(Choices.Count == 0 ? "none" : string.Join(", ", Choices.Select(static choice => choice.Axis)))}.", nameof(axis));
        }
    }

    /// <summary>
    /// Begins a run: makes a network with fresh weights, and its trainer. Torch's random state, which the whole process shares, is set to
    /// <paramref name="seed"/> first, so that the same seed gives the same start weights.
    /// </summary>
    /// <param name="trainingSet">Images of the network's input size, with as many classes as it tells apart.</param>
    /// <param name="seed">Decides the start weights, and everything random of the training.</param>
    /// <param name="observer">Is told how the training goes.</param>
    /// <param name="device">Where to train; the CPU when left out.</param>
    /// <param name="epochs">How many epochs are trained, at least 1, the declared schedule shortened or stretched in proportion; left out, as many as it has.</param>
    /// <returns>The run, which holds network and trainer; dispose it to free both.</returns>
    /// <exception cref="ArgumentException">The images have another size, or there are other classes.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epochs"/> is less than 1.</exception>
    public abstract VariantRun Start(IImageDataset trainingSet, int seed = 0, ITrainingObserver? observer = null, Device? device = null, int? epochs = null);

    /// <summary>The variant's name.</summary>
    public override string ToString() => Name;
}
