using Rsg.Balancing;
using Rsg.Randomness;

namespace Rsg.Data;

/// <summary>The sets of images of one task, by what they may be used for.</summary>
/// <remarks>What is trained on is <see cref="Training"/>; what anything is chosen by (an epoch, a setting) is <see cref="Validation"/>; <see cref="Test"/> is for the result alone.</remarks>
public sealed class ImageSets
{
    private readonly IReadOnlyList<string> classNames;

    /// <summary>Names the sets.</summary>
    /// <param name="training">Trained on.</param>
    /// <param name="validation">What choices are made by; <see langword="null"/> if there is none.</param>
    /// <param name="test">What the result is measured on; <see langword="null"/> if there is none.</param>
    /// <exception cref="ArgumentException">The sets differ in the size of their images or in the number of their classes.</exception>
    public ImageSets(IImageDataset training, IImageDataset? validation = null, IImageDataset? test = null)
    {
        ArgumentNullException.ThrowIfNull(training);
        Training = training;
        Validation = validation;
        Test = test;
        RequireSameShape(validation, nameof(validation));
        RequireSameShape(test, nameof(test));
        classNames = NamesOf(training);
    }

    /// <summary>Trained on.</summary>
    public IImageDataset Training { get; }

    /// <summary>What choices are made by.</summary>
    public IImageDataset? Validation { get; }

    /// <summary>What the result is measured on; nothing may be chosen by it.</summary>
    public IImageDataset? Test { get; }

    /// <summary>
    /// The name of each class; empty where they are not known. Unless given, those of the training set where it is <see cref="ImageFiles"/>,
    /// or a subset of it.
    /// </summary>
    /// <exception cref="ArgumentException">There are more or fewer names than classes.</exception>
    public IReadOnlyList<string> ClassNames
    {
        get => classNames;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(ClassNames));
            classNames = value.Count == 0 || value.Count == Training.Classes
                ? value
                : throw new ArgumentException($"{value.Count} names are given; the training set has {Training.Classes} classes.", nameof(ClassNames));
        }
    }

    /// <summary>
    /// Splits a validation set off the training set, class by class: of each class the given share, rounded to the nearest number, but never
    /// its last image. Which images is drawn at random.
    /// </summary>
    /// <param name="fraction">The share of each class, greater than 0 and less than 1.</param>
    /// <param name="seed">Decides which images.</param>
    /// <returns>Sets with the rest of the training set and the new validation set, both in their old order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">There is a validation set already, or nothing would be held out.</exception>
    public ImageSets HoldOut(double fraction, int seed)
    {
        if (!(fraction > 0 && fraction < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "The share that is held out must be greater than 0 and less than 1.");
        }

        return Split(seed, count => (int)Math.Round(fraction * count, MidpointRounding.AwayFromZero));
    }

    /// <summary>Splits a validation set off the training set: of each class so many images, but never its last. Which images is drawn at random.</summary>
    /// <param name="images">Images of each class; at least 1.</param>
    /// <param name="seed">Decides which images.</param>
    /// <returns>Sets with the rest of the training set and the new validation set, both in their old order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    /// <exception cref="InvalidOperationException">There is a validation set already, or nothing would be held out.</exception>
    public ImageSets HoldOutPerClass(int images, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(images, 1);
        return Split(seed, _ => images);
    }

    /// <summary>The same sets with another training set, such as an imbalanced subset of this one.</summary>
    /// <exception cref="ArgumentException">The new set differs in the size of its images or in the number of its classes.</exception>
    public ImageSets WithTraining(Func<IImageDataset, IImageDataset> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new ImageSets(change(Training), Validation, Test) { ClassNames = ClassNames };
    }

    /// <summary>
    /// The same sets with all <see cref="ImageFiles"/> decoded into memory, see <see cref="ImageFiles.ToMemory"/>. Other sets, and subsets, stay
    /// as they are; so this comes before anything is held out or made imbalanced.
    /// </summary>
    /// <param name="workers">At most so many threads; <see langword="null"/> for one a processor.</param>
    /// <param name="cancellation">Ends it early.</param>
    public ImageSets ToMemory(int? workers = null, CancellationToken cancellation = default)
    {
        return new ImageSets(InMemory(Training)!, InMemory(Validation), InMemory(Test)) { ClassNames = ClassNames };

        IImageDataset? InMemory(IImageDataset? set) => set is ImageFiles files ? files.ToMemory(workers, cancellation) : set;
    }

    private ImageSets Split(int seed, Func<int, int> heldOutOf)
    {
        if (Validation is not null)
        {
            throw new InvalidOperationException("There is a validation set already.");
        }

        var training = new List<int>();
        var validation = new List<int>();
        int[][] members = ClassMembers.Of(Training.Labels, Training.Classes);
        for (int label = 0; label < members.Length; label++)
        {
            int count = members[label].Length;
            int heldOut = Math.Max(0, Math.Min(heldOutOf(count), count - 1));
            SplitMix64.ForHoldOut(seed, label).DrawIntoLast(members[label], heldOut);
            training.AddRange(members[label].AsSpan(..^heldOut));
            validation.AddRange(members[label].AsSpan(^heldOut..));
        }

        if (validation.Count == 0)
        {
            throw new InvalidOperationException("Nothing would be held out: every class keeps at least one image to train on, and the share of the others rounds to none.");
        }

        training.Sort();
        validation.Sort();
        return new ImageSets(new Subset(Training, training), new Subset(Training, validation), Test) { ClassNames = ClassNames };
    }

    private static IReadOnlyList<string> NamesOf(IImageDataset set) => set switch
    {
        ImageFiles files => files.ClassNames,
        Subset subset => NamesOf(subset.Source),
        _ => [],
    };

    private void RequireSameShape(IImageDataset? set, string name)
    {
        if (set is null)
        {
            return;
        }

        if (ImageSize.Of(set) != ImageSize.Of(Training))
        {
            throw new ArgumentException(
                $"The images of the {name} set are {ImageSize.Of(set)} (channels, height, width); those of the training set are {ImageSize.Of(Training)}.",
                name);
        }

        if (set.Classes != Training.Classes)
        {
            throw new ArgumentException($"The {name} set has {set.Classes} classes; the training set has {Training.Classes}.", name);
        }
    }
}
