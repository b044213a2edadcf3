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

    /// <summary>The mean of each channel.</summary>
    public ImmutableArray<double> Means { get; }

    /// <summary>The standard deviation of each channel; positive.</summary>
    public ImmutableArray<double> StandardDeviations { get; }
}
