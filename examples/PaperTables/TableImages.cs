using Rsg.Data;

namespace PaperTables;

/// <summary>Reads the images of a table from the user's folder.</summary>
internal static class TableImages
{
    /// <summary>The images of a column: the training set as unequal as the column says, and the set that errors are of.</summary>
    public static ImageSets Read(ImageKind kind, Column column, ImagePreparation preparation, Settings settings, CancellationToken cancellation) => kind switch
    {
        ImageKind.Cifar => Imbalanced(ReadCifar(column, preparation, settings, cancellation), column),
        ImageKind.INaturalist2018 => ReadINaturalist(preparation, settings),
        ImageKind.PlacesLT => ReadLists("Places_LT", 365, preparation, settings),
        _ => ReadLists("ImageNet_LT", 1000, preparation, settings),
    };

    /// <summary>Class folders below <c>train</c> and <c>test</c>, or the files that the set is published as; downloaded where there is neither.</summary>
    private static ImageSets ReadCifar(Column column, ImagePreparation preparation, Settings settings, CancellationToken cancellation)
    {
        string folder = settings.DataFolder ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "RsgDsl");
        bool isCifar10 = column.Dataset == "Cifar10";
        if (Directory.Exists(Path.Combine(folder, "train")))
        {
            return ImageFolder.ReadSets(folder, preparation).ToMemory(cancellation: cancellation);
        }

        if (settings.DataFolder is null)
        {
            _ = isCifar10 ? CifarDownload.FetchCifar10Async(folder, cancellation).GetAwaiter().GetResult() : CifarDownload.FetchCifar100Async(folder, cancellation).GetAwaiter().GetResult();
        }

        return isCifar10 ? CifarFiles.ReadCifar10(folder, preparation) : CifarFiles.ReadCifar100(folder, preparation);
    }

    private static ImageSets Imbalanced(ImageSets sets, Column column) => sets.WithTraining(training =>
        column.Imbalance == "Step" ? ImbalancedSubset.Step(training, column.Ratio) : ImbalancedSubset.LongTailed(training, column.Ratio));

    /// <summary><c>train2018.json</c> and <c>val2018.json</c>, with the images at the paths that they name.</summary>
    private static ImageSets ReadINaturalist(ImagePreparation preparation, Settings settings)
    {
        string folder = RequireFolder(settings);
        return new ImageSets(
            INaturalistFile.Read(Path.Combine(folder, "train2018.json"), folder, preparation),
            test: INaturalistFile.Read(Path.Combine(folder, "val2018.json"), folder, preparation));
    }

    /// <summary>The lists of Liu et al. 2019, <c>NAME_train.txt</c>, <c>NAME_val.txt</c> and <c>NAME_test.txt</c>, with the images at the paths that they name.</summary>
    private static ImageSets ReadLists(string name, int classes, ImagePreparation preparation, Settings settings)
    {
        string folder = RequireFolder(settings);
        return new ImageSets(Read("train"), File.Exists(ListOf("val")) ? Read("val") : null, Read("test"));

        string ListOf(string set) => Path.Combine(folder, $"{name}_{set}.txt");
        ImageFiles Read(string set) => ListFile.Read(ListOf(set), folder, preparation, classes);
    }

    private static string RequireFolder(Settings settings)
        => settings.DataFolder ?? throw new ArgumentException("These images are not downloaded; say where they are with --data FOLDER.");
}
