using Rsg.Balancing;
using Rsg.Data;

namespace QuickStart;

/// <summary>The images to train on and those to evaluate with.</summary>
internal sealed record ImageSets(IImageDataset Training, IImageDataset Test)
{
    private const int Classes = PlainNet.ClassCount;

    /// <summary>Reads the shipped files, or makes the same kind of set of the full ones.</summary>
    public static ImageSets Read(Options options)
    {
        string folder = options.DataFolder ?? Path.Combine(AppContext.BaseDirectory, "data");
        InMemoryImages training = IdxFiles.ReadTrainingSet(folder, Classes, ChannelStatistics.FashionMnist, new RandomCropFlip(padding: 2));
        InMemoryImages test = IdxFiles.ReadTestSet(folder, Classes, ChannelStatistics.FashionMnist);
        return options.DataFolder is null
            ? new ImageSets(training, test)
            : new ImageSets(new LongTailedSubset(training, ClassCounts.LongTailed(Classes, options.MaxPerClass, options.Ratio)), test);
    }
}
