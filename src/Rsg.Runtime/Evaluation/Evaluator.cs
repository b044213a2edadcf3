using Rsg.Balancing;
using Rsg.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Evaluation;

/// <summary>Runs a network over a set of images, without gradients and without augmentation, and counts its predictions.</summary>
/// <remarks>
/// The prediction is the class with the largest logit, of equal ones the first. A sample is within the top five when fewer than five
/// logits come before its class's: the larger ones, and the equal ones of lower classes.
/// </remarks>
public static class Evaluator
{
    /// <summary>Evaluates a module in evaluation mode. Afterwards it and every module in it are in the mode that they were in before.</summary>
    /// <param name="network">Maps images (N, C, H, W) to logits (N, classes).</param>
    /// <param name="dataset">The images to predict.</param>
    /// <param name="trainingCounts">Training samples of each class, which decide many-, medium- and few-shot.</param>
    /// <param name="batchSize">Images in a batch; at least 1.</param>
    /// <param name="device">Where the module is; <see langword="null"/> for the CPU.</param>
    /// <param name="cancellation">Ends the evaluation after the current batch.</param>
    /// <exception cref="ArgumentException">The set, the counts and the logits do not agree on the number of classes.</exception>
    /// <exception cref="NotFiniteNumberException">A logit is infinite or not a number.</exception>
    /// <exception cref="InvalidDataException">The set left out every image.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    public static EvaluationResult Run(
        nn.Module<Tensor, Tensor> network,
        IImageDataset dataset,
        ClassCounts trainingCounts,
        int batchSize = 256,
        Device? device = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var evaluation = new EvaluationMode(network);
        return Run(network.call, dataset, trainingCounts, batchSize, device, cancellation);
    }

    /// <summary>Evaluates any function from images to logits; its modules must be in evaluation mode already.</summary>
    /// <param name="predictLogits">Maps images (N, C, H, W) to logits (N, classes).</param>
    /// <param name="dataset">The images to predict.</param>
    /// <param name="trainingCounts">Training samples of each class, which decide many-, medium- and few-shot.</param>
    /// <param name="batchSize">Images in a batch; at least 1.</param>
    /// <param name="device">Where the images are to be; <see langword="null"/> for the CPU.</param>
    /// <param name="cancellation">Ends the evaluation after the current batch.</param>
    /// <exception cref="ArgumentException">The set, the counts and the logits do not agree on the number of classes.</exception>
    /// <exception cref="NotFiniteNumberException">A logit is infinite or not a number.</exception>
    /// <exception cref="InvalidDataException">The set left out every image.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    public static EvaluationResult Run(
        Func<Tensor, Tensor> predictLogits,
        IImageDataset dataset,
        ClassCounts trainingCounts,
        int batchSize = 256,
        Device? device = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(predictLogits);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(trainingCounts);
        if (trainingCounts.Count != dataset.Classes)
        {
            throw new ArgumentException(
                $"The training counts are of {trainingCounts.Count} classes, the evaluated set of {dataset.Classes}.", nameof(trainingCounts));
        }

        var counts = new PredictionCounts(dataset.Classes);
        var loader = new BatchLoader(dataset, batchSize, shuffle: false, seed: 0, dropLast: false);
        using IDisposable noGradients = no_grad();
        foreach (Batch batch in loader.ReadEpoch(0, device))
        {
            using (batch)
            {
                cancellation.ThrowIfCancellationRequested();
                using DisposeScope scope = NewDisposeScope();
                Tensor logits = predictLogits(batch.Images);
                if (logits.dim() != 2 || logits.shape[0] != batch.Count || logits.shape[1] != dataset.Classes)
                {
                    throw new ArgumentException(
                        $"Logits of shape ({batch.Count}, {dataset.Classes}) were expected; they are ({string.Join(", ", logits.shape)}).",
                        nameof(predictLogits));
                }

                counts.Add(logits, batch.Labels);
            }
        }

        if (counts.Confusion.Total == 0)
        {
            throw new InvalidDataException($"None of the {loader.SkippedImages} images could be read; there is nothing to evaluate.");
        }

        return new EvaluationResult(counts.Confusion, trainingCounts, counts.WithinTopFive) { SkippedImages = loader.SkippedImages };
    }
}
