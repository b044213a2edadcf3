namespace Rsg.Data;

/// <summary>
/// How the samples of an epoch fall into batches. A lone last sample joins the batch before it, because batch normalisation and pairs of
/// samples make no sense of a batch of one.
/// </summary>
internal readonly struct BatchRanges
{
    private readonly int batchSize;
    private readonly int samples;

    /// <summary>Divides an epoch.</summary>
    /// <param name="samples">Samples that were drawn; at least 1.</param>
    /// <param name="batchSize">Samples in a batch; at least 1.</param>
    /// <param name="dropLast">Whether samples that do not fill a last batch are left out.</param>
    public BatchRanges(int samples, int batchSize, bool dropLast)
    {
        this.batchSize = batchSize;
        int rest = samples % batchSize;
        int whole = samples / batchSize;
        bool joinsBatchBefore = rest == 1 && whole > 0;
        this.samples = dropLast ? samples - rest : samples;
        Count = dropLast || rest == 0 || joinsBatchBefore ? whole : whole + 1;
    }

    /// <summary>Batches of the epoch.</summary>
    public int Count { get; }

    /// <summary>The most samples that a batch has.</summary>
    public int LargestSize => Count == 0 ? 0 : Math.Max(SizeOf(0), SizeOf(Count - 1));

    /// <summary>The first position of a batch in the epoch.</summary>
    public int StartOf(int batch) => batch * batchSize;

    /// <summary>How many samples a batch has.</summary>
    public int SizeOf(int batch) => (batch == Count - 1 ? samples : StartOf(batch) + batchSize) - StartOf(batch);
}
