namespace Rsg.Balancing;

/// <summary>Chooses which images of a training set an epoch is trained on, and in which order. A sampler reads labels only, never images.</summary>
/// <remarks>The same seed and epoch give the same draw, whatever was drawn before, on every machine. Drawing is safe from several threads at once.</remarks>
public interface ISampler
{
    /// <summary>How many images an epoch has.</summary>
    /// <param name="epoch">Which epoch, counted from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is negative.</exception>
    int CountAt(int epoch);

    /// <summary>Draws the images of an epoch.</summary>
    /// <param name="epoch">Which epoch, counted from 0.</param>
    /// <returns>Indices into the training set in the order that they are trained on, <see cref="CountAt"/> of them. An index may occur more than once.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is negative.</exception>
    int[] Draw(int epoch);
}
