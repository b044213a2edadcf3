using Rsg.Balancing;
using Rsg.Data;
using Rsg.Evaluation;
using Rsg.Runtime.Tests.Data;
using Rsg.Runtime.Tests.Evaluation;
using Rsg.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Training;

/// <summary>
/// A trainer whose network holds the number of epochs that it was trained in every parameter and buffer, and whose evaluations are written
/// down: of 10 samples of the first class and 2 of the second, how many are right after each epoch.
/// </summary>
internal sealed class ScriptedTrainer(int epochs) : ITrainer
{
    private readonly BatchNorm1d network = nn.BatchNorm1d(3);
    private TrainingState? state;

    public static IImageDataset Validation { get; } = new NumberedImages(12);

    public static IImageDataset Test { get; } = new NumberedImages(12);

    public int Epoch { get; private set; }

    public int StepsDone => 0;

    public int TotalEpochs => epochs;

    public ITrainingObserver? Observer { get; init; }

    public nn.Module<Tensor, Tensor> Network => network;

    public TrainingSetup Setup => new(new ResolvedDeclaration("Net", "Test 1.0", Declaration), Training, Seed, CPU);

    public string Declaration { get; init; } = "loss.kind: ldam\ntrain.epochs: 6\n";

    public IImageDataset Training { get; init; } = new NumberedImages(12);

    public int Seed { get; init; }

    public IReadOnlyList<string>? ClassNames { get; init; }

    public TrainingState State => state ??= new TrainingState(network, new FusedSgd(network, 0.1, 0.9, 0), new TrainingProgress(new TrainingStart("Net", epochs, 1, null) { ClassNames = ClassNames }, observer: null));

    public (int First, int Second)[] OnValidation { get; init; } = [];

    public (int First, int Second)[] OnTest { get; init; } = [];

    public int FailsAfter { get; set; } = -1;

    public int FailsToEvaluateAfter { get; set; } = -1;

    /// <summary>Images that every epoch, and every evaluation on a set, leaves out.</summary>
    public (long Training, long Validation, long Test) Skips { get; init; }

    public List<(int Epoch, string Split)> Evaluations { get; } = [];

    public void StartEpoch(int epoch) => throw new NotSupportedException();

    public StepLosses TrainStep(Tensor images, BatchLabels labels) => throw new NotSupportedException();

    public EpochReport TrainEpoch(Action? afterStep = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        Beginning(Epoch);
        if (Epoch == FailsAfter)
        {
            throw new NotFiniteNumberException("The loss is not finite.");
        }

        int epoch = Epoch++;
        EpochsTrained++;
        using var withoutGradient = no_grad();
        foreach (Tensor value in network.state_dict().Values)
        {
            value.fill_(Epoch);
        }

        return new EpochReport(
            epoch, epochs, Phase: epoch < 2 ? 1 : 2, new StepLosses(5 - epoch, 4 - epoch, 0.5f, 0.25f, epoch), Images: 24, LearningRate: 0.1 / (epoch + 1), 48,
            TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.5 * Epoch), TimeSpan.Zero)
        {
            SkippedImages = Skips.Training,
        };
    }

    public void Fit(int? untilEpoch = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    public void SaveCheckpoint(string path) => State.Save(path, Epoch);

    public void LoadCheckpoint(string path) => Epoch = State.Load(path);

    /// <summary>How many epochs this trainer has made itself.</summary>
    public int EpochsTrained { get; private set; }

    /// <summary>Is called before an epoch trains anything, with its number.</summary>
    public Action<int> Beginning { get; set; } = _ => { };

    /// <summary>Is called before an evaluation counts anything, with its epoch.</summary>
    public Action<int> Evaluating { get; set; } = _ => { };

    public EvaluationResult Evaluate(IImageDataset dataset, CancellationToken cancellation = default)
    {
        Evaluating(Epoch - 1);
        cancellation.ThrowIfCancellationRequested();
        if (Epoch - 1 == FailsToEvaluateAfter)
        {
            throw new IOException("The images cannot be read.");
        }

        bool isTest = ReferenceEquals(dataset, Test);
        Evaluations.Add((Epoch - 1, isTest ? "test" : "validation"));
        (int first, int second) = (isTest ? OnTest : OnValidation)[Epoch - 1];
        return new EvaluationResult(Matrices.Of([[first, 10 - first], [2 - second, second]]), new ClassCounts([500, 10]))
        {
            SkippedImages = isTest ? Skips.Test : Skips.Validation,
        };
    }

    public void Dispose() => network.Dispose();
}
