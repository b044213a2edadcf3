using Rsg.Data;
using Rsg.Evaluation;
using Rsg.Training;
using Rsg.Weights;
using static TorchSharp.torch;

namespace PaperTables;

/// <summary>Trains the rows of one column of a table, each with its seeds, and shows them beside the paper's.</summary>
internal sealed class TableRun(PaperTable table, Settings settings, CancellationToken cancellation)
{
    private readonly Column column = table.Images == ImageKind.Cifar
        ? new Column(settings.Dataset, settings.Imbalance, settings.Ratio)
        : new Column(table.Images.ToString(), "", 0);

    public void Run()
    {
        List<ModelVariant> rows = PaperTable.Choose(table.Column(column.Dataset, column.Imbalance), settings.Rows);
        ResultFiles? files = settings.OutputFolder is { } folder ? new ResultFiles(table, column, settings, folder) : null;
        files?.Prepare();

        Console.WriteLine($"Table {table.Name}: {table.Title}. {column}.");
        ImageSets images = TableImages.Read(table.Images, column, rows[0].Preparation, settings, cancellation);
        (IImageDataset evaluated, string evaluatedOn) = images.Test is { } test ? (test, "test")
            : (images.Validation ?? throw new InvalidDataException("There are no images to evaluate on: neither a test set nor a validation set."), "validation");
        Console.WriteLine($"{images.Training.Count} training images, {evaluated.Count} {evaluatedOn} images. Every number is of the last epoch; no epoch is chosen.");

        var results = new List<RowResult>();
        try
        {
            foreach (ModelVariant variant in rows)
            {
                TrainRow(variant, images.Training, evaluated, evaluatedOn, result =>
                {
                    results.RemoveAll(earlier => earlier.Row == result.Row);
                    results.Add(result);
                    files?.Write(result);
                });
            }
        }
        finally
        {
            // What was done is shown also where a later row fails or the user stops.
            if (results.Count > 0)
            {
                ResultTable.Print(table, column, Start(), results);
            }
        }
    }

    private void TrainRow(ModelVariant variant, IImageDataset trainingSet, IImageDataset evaluated, string evaluatedOn, Action<RowResult> report)
    {
        var row = PaperTable.RowOf(variant);
        var evaluations = new List<EvaluationResult>();
        var seeds = new List<int>();
        foreach (int seed in settings.Seeds.Count > 0 ? settings.Seeds : variant.Seeds)
        {
            EvaluationResult result = Train(variant, trainingSet, evaluated, seed);
            evaluations.Add(result);
            seeds.Add(seed);
            Console.WriteLine($"{row}, seed {seed}: {result}");
            report(new RowResult(row, settings.Epochs ?? variant.Epochs, [.. seeds], evaluatedOn, new SeedSummary(evaluations, "last epoch")));
        }
    }

    private EvaluationResult Train(ModelVariant variant, IImageDataset trainingSet, IImageDataset evaluated, int seed)
    {
        var lines = new EpochLines($"{PaperTable.RowOf(variant)}, seed {seed}", cancellation);
        using VariantRun run = variant.Start(trainingSet, seed, lines, new Device(settings.Device), epochs: settings.Epochs);
        if (settings.Pretrained is { } weights)
        {
            WeightsLoadReport report = PretrainedWeights.Load(run.Network, weights, new WeightsLoadOptions { Leave = ["fc."] });
            Console.WriteLine(report);
        }

        run.Fit();
        return run.Trainer.Evaluate(evaluated);
    }

    /// <summary>What the networks begin with, where the paper's numbers are of pre-trained weights or ours are.</summary>
    private string Start() => settings.Pretrained is { } weights ? $"fine-tuned from {Path.GetFileName(weights)}" : table.IsFineTuned ? "from scratch (the paper's: fine-tuned)" : "";
}
