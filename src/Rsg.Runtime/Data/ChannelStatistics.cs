using System.Collections.Immutable;

namespace Rsg.Data;

/// <summary>Mean and standard deviation of each channel, of pixel values divided by 255 (so in [0, 1]): what images are normalised with.</summary>
public sealed class ChannelStatistics
{
    /// <summary>Takes one mean and one standard deviation for each channel.</summary>
    /// <exception cref="ArgumentException">The two differ in length, are empty, or hold a value that cannot be normalised with.</exception>
    public ChannelStatistics(IEnumerable<double> means, IEnumerable<double> standardDeviations)
    {
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(standardDeviations);
        Means = [.. means];
        StandardDeviations = [.. standardDeviations];

        if (Means.Length == 0 || Means.Length != StandardDeviations.Length)
        {
            throw new ArgumentException(
                $"One mean and one standard deviation per channel are needed; there are {Means.Length} means and {StandardDeviations.Length} standard deviations.",
                nameof(standardDeviations));
        }

        for (int channel = 0; channel < Means.Length; channel++)
        {
            if (!double.IsFinite(Means[channel]))
            {
                throw new ArgumentException(FormattableString.Invariant($"The mean of channel {channel} is {Means[channel]}; it must be finite."), nameof(means));
            }

            if (!double.IsFinite(StandardDeviations[channel]) || StandardDeviations[channel] <= 0)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"The standard deviation of channel {channel} is {StandardDeviations[channel]}; it must be positive and finite."),
                    nameof(standardDeviations));
            }
        }
    }

    /// <summary>Those of the 60,000 training images of Fashion-MNIST (one channel), to four digits.</summary>
    public static ChannelStatistics FashionMnist { get; } = new([0.2860], [0.3530]);

    /// <summary>Those that the code of LDAM and RSG normalises CIFAR-10 and CIFAR-100 with.</summary>
    public static ChannelStatistics Cifar { get; } = new([0.4914, 0.4822, 0.4465], [0.2023, 0.1994, 0.2010]);

    /// <summary>Those of ImageNet that torchvision's networks were trained with; also used for Places.</summary>
    public static ChannelStatistics ImageNet { get; } = new([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);

    /// <summary>Those that the code of LDAM and RSG normalises iNaturalist 2018 with.</summary>
    public static ChannelStatistics INaturalist2018 { get; } = new([0.466, 0.471, 0.380], [0.195, 0.194, 0.192]);

    /// <summary>The mean of each channel.</summary>
    public ImmutableArray<double> Means { get; }

    /// <summary>The standard deviation of each channel; positive.</summary>
    public ImmutableArray<double> StandardDeviations { get; }
}
