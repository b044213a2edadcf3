using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace PaperTables;

/// <summary>What the command line says.</summary>
/// <param name="Table">The table.</param>
/// <param name="Dataset">The images of the column, for the tables of CIFAR.</param>
/// <param name="Imbalance">How unequal they are made.</param>
/// <param name="Ratio">The imbalance ratio.</param>
/// <param name="Epochs">How many epochs are trained; the declared schedule where not said.</param>
/// <param name="Rows">The rows to run; all where empty.</param>
/// <param name="Seeds">The seeds; those of the table where empty.</param>
/// <param name="DataFolder">Where the images are.</param>
/// <param name="Pretrained">Weights to start from; said not to be wanted by <c>--from-scratch</c>.</param>
/// <param name="OutputFolder">Where results are written to.</param>
/// <param name="Device">Where to train.</param>
/// <param name="IsSmoke">Whether each variant only takes a few steps on made-up images.</param>
internal sealed record Settings(
    PaperTable? Table,
    string Dataset,
    string Imbalance,
    double Ratio,
    int? Epochs,
    IReadOnlyList<string> Rows,
    IReadOnlyList<int> Seeds,
    string? DataFolder,
    string? Pretrained,
    string? OutputFolder,
    string Device,
    bool IsSmoke)
{
    private static readonly Option<string> TableOption = new("--table") { Description = $"The table: {string.Join(", ", PaperTable.All.Select(table => table.Name))}." };
    private static readonly Option<string> DatasetOption = new("--dataset") { Description = "The images, for the tables of CIFAR.", DefaultValueFactory = _ => "cifar10" };
    private static readonly Option<string> ImbalanceOption = new("--imbalance") { Description = "How unequal they are made.", DefaultValueFactory = _ => "long-tailed" };
    private static readonly Option<double> RatioOption = new("--ratio") { Description = "Images of the largest class over those of the smallest.", DefaultValueFactory = _ => 50 };
    private static readonly Option<int?> EpochsOption = new("--epochs") { Description = "How many epochs; the schedule is shortened in proportion. Default: as the paper." };
    private static readonly Option<string[]> RowOption = new("--row") { Description = "Only this row, as the table prints it; may be said several times.", AllowMultipleArgumentsPerToken = false };
    private static readonly Option<string> SeedsOption = new("--seeds") { Description = "Seeds, separated by commas. Default: those of the table." };
    private static readonly Option<string> DataOption = new("--data") { Description = "The folder of the images (README.md). Default for CIFAR: downloaded." };
    private static readonly Option<string> PretrainedOption = new("--pretrained") { Description = "A safetensors file of weights to start from; Table 8 needs it." };
    private static readonly Option<bool> FromScratchOption = new("--from-scratch") { Description = "Train Table 8 without weights to start from, beside numbers of the paper that are of fine-tuning." };
    private static readonly Option<string> OutputOption = new("--output") { Description = "A folder for the results as JSON and CSV, written after each seed." };
    private static readonly Option<string> DeviceOption = new("--device") { Description = "cpu or cuda.", DefaultValueFactory = _ => "cpu" };
    private static readonly Option<bool> SmokeOption = new("--smoke") { Description = "Each variant takes a few steps on made-up images; without --table, those of all tables; --row chooses." };

    static Settings()
    {
        TableOption.AcceptOnlyFromAmong([.. PaperTable.All.Select(table => table.Name)]);
        DatasetOption.AcceptOnlyFromAmong("cifar10", "cifar100");
        ImbalanceOption.AcceptOnlyFromAmong("long-tailed", "step");
        DeviceOption.AcceptOnlyFromAmong("cpu", "cuda");
        DataOption.Validators.Add(result => RequirePath(result, Directory.Exists, "There is no folder '{0}' (--data)."));
        PretrainedOption.Validators.Add(result => RequirePath(result, File.Exists, "There is no file '{0}' (--pretrained)."));
        RatioOption.Validators.Add(result => Require(
            result, result.Tokens.All(token => double.TryParse(token.Value, CultureInfo.InvariantCulture, out double ratio) && ratio >= 1), "--ratio is a number of at least 1."));
        EpochsOption.Validators.Add(result => Require(
            result, result.Tokens.All(token => int.TryParse(token.Value, CultureInfo.InvariantCulture, out int epochs) && epochs >= 1), "--epochs is a whole number of at least 1."));
        SeedsOption.Validators.Add(result => Require(
            result,
            result.Tokens.All(token => token.Value.Split(',') is var seeds
                && seeds.All(seed => int.TryParse(seed, CultureInfo.InvariantCulture, out _))
                && seeds.Distinct().Count() == seeds.Length),
            "--seeds are different whole numbers, separated by commas."));
    }

    /// <summary>The command line of the program.</summary>
    public static RootCommand Command(Func<Settings, int> run)
    {
        var command = new RootCommand("Runs the tables of RSG (CVPR 2021), and prints what comes out beside the paper's numbers.")
        {
            TableOption, DatasetOption, ImbalanceOption, RatioOption, EpochsOption, RowOption, SeedsOption, DataOption, PretrainedOption, FromScratchOption, OutputOption, DeviceOption, SmokeOption,
        };
        command.Validators.Add(result => Require(
            result, result.GetValue(SmokeOption) || result.GetValue(TableOption) is not null, "Say which table with --table, or --smoke for a few steps of all."));
        command.Validators.Add(result => Require(
            result,
            result.GetValue(SmokeOption) || result.GetValue(FromScratchOption) || result.GetValue(PretrainedOption) is not null || TableOf(result)?.IsFineTuned != true,
            "The paper's numbers of this table are of fine-tuned networks: say which weights with --pretrained FILE, or insist with --from-scratch."));
        command.Validators.Add(result => Require(
            result, !result.GetValue(FromScratchOption) || result.GetValue(PretrainedOption) is null, "--from-scratch and --pretrained contradict each other."));
        command.SetAction(result => run(Read(result)));
        return command;
    }

    private static Settings Read(ParseResult result) => new(
        TableOf(result.CommandResult),
        result.GetValue(DatasetOption) == "cifar10" ? "Cifar10" : "Cifar100",
        result.GetValue(ImbalanceOption) == "step" ? "Step" : "LongTailed",
        result.GetValue(RatioOption),
        result.GetValue(EpochsOption),
        result.GetValue(RowOption) ?? [],
        [.. (result.GetValue(SeedsOption) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(seed => int.Parse(seed, CultureInfo.InvariantCulture))],
        result.GetValue(DataOption),
        result.GetValue(PretrainedOption),
        result.GetValue(OutputOption),
        result.GetValue(DeviceOption)!,
        result.GetValue(SmokeOption));

    private static PaperTable? TableOf(CommandResult result) => PaperTable.All.FirstOrDefault(table => table.Name == result.GetValue(TableOption));

    private static void RequirePath(OptionResult result, Func<string, bool> exists, string message)
    {
        var path = result.GetValueOrDefault<string?>();
        Require(result, path is null || exists(path), string.Format(CultureInfo.InvariantCulture, message, path));
    }

    private static void Require(SymbolResult result, bool condition, string message)
    {
        if (!condition)
        {
            result.AddError(message);
        }
    }
}
