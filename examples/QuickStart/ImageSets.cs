using Rsg;
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
        var preparation = new ImagePreparation(1, 28, 28)
        {
            Crop = Crop.Padded,
            Padding = 2,
            HorizontalFlip = true,
            Statistics = ChannelStatistics.FashionMnist,
        };
        InMemoryImages training = IdxFiles.ReadTrainingSet(folder, preparation, Classes);
        InMemoryImages test = IdxFiles.ReadTestSet(folder, preparation, Classes);
        return options.DataFolder is null
            ? new ImageSets(training, test)
            : new ImageSets(ImbalancedSubset.LongTailed(training, options.Ratio, options.MaxPerClass), test);
    }
}
