using Rsg.Data;
using Rsg.Evaluation;
using Rsg.Training;
using Rsg.Weights;
using static TorchSharp.torch;

namespace PaperTables;

/// <summary>Trains the rows of one column of a table, each with its seeds, and shows them beside the paper's.</summary>
internal sealed class TableRun(PaperTable table, Settings settings)
{
    private readonly Column column = table.Images == ImageKind.Cifar
        ? new Column(settings.Dataset, settings.Imbalance, settings.Ratio)
        : new Column(table.Images.ToString(), "", 0);

    public void Run()
    {
        List<ModelVariant> rows = [.. table.Column(column.Dataset, column.Imbalance).Where(variant => settings.Rows.Count == 0 || settings.Rows.Contains(PaperTable.RowOf(variant)))];
        if (rows.Count == 0)
        {
            throw new ArgumentException($"Table {table.Name} has no such row. Its rows are {string.Join(", ", table.Column(column.Dataset, column.Imbalance).Select(PaperTable.RowOf))}.");
        }

        Console.WriteLine($"Table {table.Name}: {table.Title}. {column}.");
        ImageSets images = TableImages.Read(table.Images, column, rows[0].Preparation, settings);
        IImageDataset test = images.Test ?? images.Validation ?? throw new InvalidDataException("There are no images to evaluate on: neither a test set nor a validation set.");
        Console.WriteLine($"{images.Training.Count} training images, {test.Count} test images. Every number is of the last epoch; no epoch is chosen.");

        var results = new List<RowResult>();
        foreach (ModelVariant variant in rows)
        {
            var evaluations = new List<EvaluationResult>();
            foreach (int seed in settings.Seeds.Count > 0 ? settings.Seeds : variant.Seeds)
            {
                EvaluationResult result = Train(variant, images.Training, test, seed);
                evaluations.Add(result);
                Console.WriteLine($"{PaperTable.RowOf(variant)}, seed {seed}: {result}");
            }

            results.Add(new RowResult(PaperTable.RowOf(variant), new SeedSummary(evaluations, "last epoch")));
        }

        int epochs = settings.Epochs ?? rows[0].Epochs;
        ResultTable.Print(table, column, epochs, results);
        ResultTable.Write(table, column, epochs, results, settings.OutputFolder);
    }

    private EvaluationResult Train(ModelVariant variant, IImageDataset trainingSet, IImageDataset test, int seed)
    {
        var title = $"{PaperTable.RowOf(variant)}, seed {seed}";
        using VariantRun run = variant.Start(trainingSet, seed, new EpochLines(title), new Device(settings.Device), epochs: settings.Epochs);
        if (settings.Pretrained is { } weights)
        {
            WeightsLoadReport report = PretrainedWeights.Load(run.Network, weights, new WeightsLoadOptions { Leave = ["fc."] });
            Console.WriteLine(report);
        }

        run.Trainer.Fit();
        return run.Trainer.Evaluate(test);
    }
}
