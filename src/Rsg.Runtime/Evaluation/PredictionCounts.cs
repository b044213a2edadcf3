using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Evaluation;

/// <summary>Counts what logits say, batch by batch. All comparisons are made where the logits are; one small tensor a batch comes back.</summary>
internal sealed class PredictionCounts(int classes)
{
    private const int Top = 5;

    public ConfusionMatrix Confusion { get; } = new(classes);

    /// <summary>Samples whose class is among the five largest logits.</summary>
    public int WithinTopFive { get; private set; }

    /// <summary>Counts a batch of logits (N, classes) and labels (N). Its tensors are left to the caller's scope.</summary>
    public void Add(Tensor logits, Tensor labels)
    {
        long samples = labels.shape[0];
        Tensor columns = labels.unsqueeze(1);
        Tensor atLabel = logits.gather(1, columns);
        using Scalar count = classes;
        using Scalar top = Top;
        Tensor isLowerClass = arange(count, device: logits.device) < columns;
        Tensor rank = (logits > atLabel).logical_or((logits == atLabel).logical_and(isLowerClass)).sum(1);
        Tensor found = stack([labels, logits.argmax(1), rank.lt(top).to(ScalarType.Int64), logits.isfinite().all(1).to(ScalarType.Int64)]);

        ReadOnlySpan<long> values = MemoryMarshal.Cast<byte, long>(found.cpu().bytes);
        ReadOnlySpan<long> isFinite = values[(int)(3 * samples)..];
        if (isFinite.Contains(0))
        {
            throw new NotFiniteNumberException(
                "The network's logits are infinite or not a number; its weights are, or a pixel is. An accuracy of them would mean nothing.");
        }

        for (int sample = 0; sample < samples; sample++)
        {
            Confusion.Add((int)values[sample], (int)values[(int)samples + sample]);
            WithinTopFive += (int)values[(int)(2 * samples) + sample];
        }
    }
}
