using System.Collections.Concurrent;

namespace Rsg.Data;

/// <summary>Images in files (JPEG, PNG, WebP, BMP), decoded when they are read. Made by <see cref="ImageFolder"/>, <see cref="ListFile"/> and <see cref="INaturalistFile"/>.</summary>
/// <remarks>
/// <para>
/// Decoding follows torchvision's ImageFolder: grey, palette and CMYK images become red, green and blue (or, for one channel, the grey
/// value 0.299 R + 0.587 G + 0.114 B); of 16-bit values the upper byte counts; transparency, colour profiles and the orientation that a
/// camera noted (EXIF) are ignored. An image that is cut short is a fault, as is one of more than <see cref="MaximumPixels"/> pixels.
/// </para>
/// <para>In memory an image costs 12 bytes and those of its path relative to the root. Reading is safe from several threads at once.</para>
/// </remarks>
public sealed class ImageFiles : IImageDataset
{
    private const int ColorChannels = 3;

    private readonly ImageSource source;
    private readonly ImageEntries entries;
    private readonly FaultLog faults;

    // The keys alone count: images that cannot be decoded, and classes of which no image can. What is wrong with them is in the log, up to a limit.
    private readonly ConcurrentDictionary<int, bool> unreadable = new();
    private readonly ConcurrentDictionary<int, bool> lostClasses = new();
    private readonly InputWriter writer;

    internal ImageFiles(ImageSource source, ImageEntries entries, ImagePreparation preparation, FaultLog faults)
    {
        if (preparation.Channels is not (1 or ColorChannels))
        {
            throw new ArgumentException($"Image files have 1 or 3 channels; {preparation.Channels} are asked for.", nameof(preparation));
        }

        if (entries.Labels.Length == 0)
        {
            string left = faults.Count == 0 ? "" : $" {faults.ToException().Message}";
            throw new InvalidDataException($"'{source.List ?? source.Root}' has no image that can be used.{left}");
        }

        this.source = source;
        this.entries = entries;
        this.faults = faults;
        writer = new InputWriter(preparation);
        Preparation = preparation;
        Labels = Array.AsReadOnly(entries.Labels);
    }

    /// <summary>The most pixels that an image may have, 67,108,864 (8192 x 8192). What a header claims beyond it is not believed.</summary>
    public static int MaximumPixels => ImageDecoder.MaximumPixels;

    /// <summary>How images become a network's input.</summary>
    public ImagePreparation Preparation { get; }

    /// <summary>What happens to images that cannot be used.</summary>
    public FaultPolicy Faults => source.Faults;

    /// <summary>The name of each class; where only their number is known, the numbers.</summary>
    public IReadOnlyList<string> ClassNames => source.ClassNames;

    /// <summary>How many images, lines and classes were left out or found missing until now; 0 with <see cref="FaultPolicy.Stop"/>.</summary>
    public int SkippedCount => faults.Count;

    /// <summary>The first 1000 of them, in the order they were found.</summary>
    public IReadOnlyList<SkippedImage> Skipped => faults.First;

    bool IImageDataset.WritesAllPixels => true;

    /// <inheritdoc/>
    public int Count => entries.Labels.Length;

    /// <inheritdoc/>
    public int Channels => Preparation.Channels;

    /// <inheritdoc/>
    public int Height => Preparation.Height;

    /// <inheritdoc/>
    public int Width => Preparation.Width;

    /// <inheritdoc/>
    public int Classes => ClassNames.Count;

    /// <inheritdoc/>
    public IReadOnlyList<int> Labels { get; }

    /// <inheritdoc/>
    public bool IsDecoded => true;

    /// <summary>The file of an image.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public string PathOf(int index)
    {
        DatasetCheck.RequireIndex(index, Count);
        return source.FullPath(entries.Paths[index]);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    /// <exception cref="ArgumentException">The destination has another length than C x H x W.</exception>
    /// <exception cref="InvalidDataException">The file cannot be decoded; the message names it, its list and its place there.</exception>
    /// <exception cref="DirectoryNotFoundException">The whole root folder has gone.</exception>
    public void Read(int index, Span<float> pixels, Random? augmentation)
    {
        if (ReadOrSayWhyNot(index, pixels, augmentation) is { } reason)
        {
            throw new InvalidDataException(FaultOf(index, reason).ToString());
        }
    }

    /// <summary>As <see cref="Read"/>; with <see cref="FaultPolicy.Skip"/>, says <see langword="false"/> of an image that cannot be decoded, and counts it once.</summary>
    /// <inheritdoc/>
    public bool TryRead(int index, Span<float> pixels, Random? augmentation)
    {
        if (Faults == FaultPolicy.Stop)
        {
            Read(index, pixels, augmentation);
            return true;
        }

        if (unreadable.ContainsKey(index))
        {
            return false;
        }

        string? reason = ReadOrSayWhyNot(index, pixels, augmentation);
        if (reason is not null && unreadable.TryAdd(index, true))
        {
            faults.Add(FaultOf(index, reason));
        }

        return reason is null;
    }

    /// <summary>Decodes every image once, so that nothing is found out in the middle of a training.</summary>
    /// <param name="workers">At most so many threads; <see langword="null"/> for one a processor.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>This set if all can be decoded; else one without those that cannot, whose labels and class counts are those of the rest.</returns>
    /// <exception cref="InvalidDataException">With <see cref="FaultPolicy.Stop"/>: some images cannot be decoded; the message names the first twenty. In any case: none can.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public ImageFiles CheckAll(int? workers = null, CancellationToken cancellation = default)
    {
        var reasons = new string?[Count];
        Decode(workers, (_, _) => { }, reasons, cancellation);
        int[] kept = Usable(reasons);
        if (kept.Length == Count)
        {
            return this;
        }

        FaultLog log = Log(reasons);
        foreach (int label in ClassesWithout(kept).Where(label => !lostClasses.ContainsKey(label)))
        {
            log.Add(source.ClassWithoutImage(label));
        }

        return new ImageFiles(source, entries.Where(kept), Preparation, log);
    }

    /// <summary>
    /// Decodes every image once into memory: C x H x W bytes each. For small images, which are then read without decoding; each read gives
    /// what it gives here.
    /// </summary>
    /// <param name="workers">At most so many threads; <see langword="null"/> for one a processor.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The images in the same order, without those that cannot be decoded if these are skipped; they, and classes of which none is left, are among <see cref="Skipped"/>.</returns>
    /// <exception cref="InvalidOperationException">The crop is <see cref="Crop.RandomResized"/>, which needs the whole images; or the images need more than 2 GB.</exception>
    /// <exception cref="InvalidDataException">With <see cref="FaultPolicy.Stop"/>: some images cannot be decoded; the message names the first twenty. In any case: none can.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public InMemoryImages ToMemory(int? workers = null, CancellationToken cancellation = default)
    {
        if (Preparation.Crop == Crop.RandomResized)
        {
            throw new InvalidOperationException("A random-resized crop is cut out of whole images; only images of the input's size are kept in memory.");
        }

        long length = (long)Count * writer.Size;
        if (length > Array.MaxLength)
        {
            throw new InvalidOperationException($"{Count} images of {ImageSize.Of(this)} need {length} bytes; at most {Array.MaxLength} are held in memory.");
        }

        var pixels = new byte[length];
        var reasons = new string?[Count];
        Decode(workers, (index, image) => writer.WriteCenter(image.Image, pixels.AsSpan(index * writer.Size, writer.Size)), reasons, cancellation);
        int[] kept = Usable(reasons);
        if (kept.Length < Count)
        {
            for (int position = 0; position < kept.Length; position++)
            {
                pixels.AsSpan(kept[position] * writer.Size, writer.Size).CopyTo(pixels.AsSpan(position * writer.Size));
            }

            Array.Resize(ref pixels, kept.Length * writer.Size);
            for (int index = 0; index < reasons.Length; index++)
            {
                if (reasons[index] is { } reason && unreadable.TryAdd(index, true))
                {
                    faults.Add(FaultOf(index, reason));
                }
            }

            foreach (int label in ClassesWithout(kept).Where(label => lostClasses.TryAdd(label, true)))
            {
                faults.Add(source.ClassWithoutImage(label));
            }
        }

        return new InMemoryImages(pixels, [.. kept.Select(index => Labels[index])], Classes, Preparation);
    }

    private void Decode(int? workers, Action<int, DecodedImage> use, string?[] reasons, CancellationToken cancellation)
    {
        if (workers is { } number)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(number, 1, nameof(workers));
        }

        ParallelFor.Run(
            Count,
            workers ?? Environment.ProcessorCount,
            index =>
            {
                using DecodedImage? image = Decode(index, PartOfImage.Whole, out reasons[index]);
                if (image is not null)
                {
                    use(index, image);
                }
            },
            cancellation);
    }

    /// <summary>The images without a fault; throws if there are others that shall stop, or there is none.</summary>
    private int[] Usable(string?[] reasons)
    {
        int[] kept = [.. Enumerable.Range(0, Count).Where(index => reasons[index] is null)];
        return kept.Length == 0 || (kept.Length < Count && Faults == FaultPolicy.Stop) ? throw Log(reasons).ToException() : kept;
    }

    /// <summary>The classes that have images, but none of these.</summary>
    private IEnumerable<int> ClassesWithout(int[] kept) => Labels.Except(kept.Select(index => Labels[index])).Order();

    /// <summary>What was wrong before, and these.</summary>
    private FaultLog Log(string?[] reasons)
    {
        var log = new FaultLog();
        log.AddAll(faults);
        for (int index = 0; index < reasons.Length; index++)
        {
            if (reasons[index] is { } reason && !unreadable.ContainsKey(index))
            {
                log.Add(FaultOf(index, reason));
            }
        }

        return log;
    }

    private string? ReadOrSayWhyNot(int index, Span<float> pixels, Random? augmentation)
    {
        DatasetCheck.RequireIndex(index, Count);
        writer.RequireSize(pixels);
        ShownPart shown = default;
        using DecodedImage? image = Decode(index, (height, width) => (shown = writer.Choose(height, width, augmentation)).Needed, out string? reason);
        if (image is not null)
        {
            writer.Write(image.Image, shown, pixels, augmentation);
        }

        return reason;
    }

    private DecodedImage? Decode(int index, NeededPart needed, out string? reason)
    {
        string path = PathOf(index);
        DecodedImage? image = ImageFileDecoder.Decode(path, Channels, needed, out string? fault);
        reason = fault is null ? null : $"the file '{path}' {fault}.";

        // A disk that is gone is not the fault of an image; skipping all of them would hide it.
        return image is not null || Directory.Exists(source.Root)
            ? image
            : throw new DirectoryNotFoundException($"There is no folder '{source.Root}' any more.");
    }

    private SkippedImage FaultOf(int index, string reason) =>
        source.Fault(entries.Paths[index], entries.Positions.Length == 0 ? null : entries.Positions[index], reason);
}
