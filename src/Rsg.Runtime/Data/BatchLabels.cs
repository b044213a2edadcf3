using System.Globalization;
using static TorchSharp.torch;

namespace Rsg.Data;

/// <summary>The labels of a batch, as a tensor for the device and as numbers for the host.</summary>
/// <remarks>
/// How many samples a batch has of frequent and of rare classes decides how many new ones there are (section 3 of the paper), so the host must know
/// the labels. Whoever made the batch knows them; a tensor on a GPU tells them only after everything that was asked of the GPU before. A loader
/// therefore gives both, and a step on its batches never waits. A tensor alone converts by itself, and is read when its numbers are first needed.
/// </remarks>
public sealed class BatchLabels
{
    private long[]? values;

    /// <summary>Takes labels whose numbers are known.</summary>
    /// <param name="tensor">(N) int64, on any device; not owned.</param>
    /// <param name="values">The same N numbers; not copied, and must not be changed afterwards.</param>
    /// <exception cref="ArgumentException">The tensor does not have as many labels as there are numbers.</exception>
    public BatchLabels(Tensor tensor, long[] values)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentNullException.ThrowIfNull(values);
        if (tensor.dim() != 1 || tensor.shape[0] != values.Length)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"The tensor has the shape [{string.Join(", ", tensor.shape)}], but there are {values.Length} numbers."), nameof(values));
        }

        Tensor = tensor;
        this.values = values;
    }

    private BatchLabels(Tensor tensor) => Tensor = tensor;

    /// <summary>The labels, (N), int64.</summary>
    public Tensor Tensor { get; }

    /// <summary>The labels as numbers. The first use reads a tensor whose numbers are not known, which waits for its device.</summary>
    public ReadOnlySpan<long> Values
    {
        get
        {
            if (values is null)
            {
                using var scope = NewDisposeScope();
                values = Tensor.cpu().data<long>().ToArray();
            }

            return values;
        }
    }

    /// <summary>Labels whose numbers are not known yet.</summary>
    /// <param name="tensor">(N) int64; not owned.</param>
    /// <exception cref="ArgumentNullException">There is no tensor.</exception>
    public static BatchLabels FromTensor(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return new BatchLabels(tensor);
    }

    /// <summary>The labels' tensor.</summary>
    /// <exception cref="ArgumentNullException">There are no labels.</exception>
    public Tensor ToTensor() => Tensor;

    /// <summary>Labels whose numbers are not known yet.</summary>
    public static implicit operator BatchLabels(Tensor tensor) => FromTensor(tensor);

    /// <summary>The labels' tensor.</summary>
    public static implicit operator Tensor(BatchLabels labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return labels.Tensor;
    }
}
