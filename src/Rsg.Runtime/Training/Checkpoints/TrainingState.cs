using System.ComponentModel;
using Rsg.Generation;
using Rsg.Layers;
using Rsg.Optimization;
using Rsg.Weights;
using static TorchSharp.torch;

namespace Rsg.Training;

/// <summary>Everything that the steps of a training change: what a checkpoint holds, so that the training goes on from it with the same numbers.</summary>
/// <remarks>
/// <para>That is the network's parameters and buffers, the RSG's parameters, the place in its sequence of random choices and whether its contrastive
/// module still learns, the optimizer's velocities, which parameters have had a gradient, and torch's random state on the CPU, which dropout draws from.
/// The order of the images and their augmentation follow from seed and epoch alone. Between two steps of an epoch there are also the sums that its report is
/// made of, the batch that is next, and how many steps each row of the RSG's per-class parameters has yet to make up for: making up for them rounds, and a
/// training that went through would not have done it there.</para>
/// <para>In the file each part has its own beginning of names (<c>network.</c>, <c>rsg.</c>, <c>velocity.</c>); saved weights never hold any but the network's.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TrainingState
{
    internal const string Network = "network.";
    internal const string Rsg = "rsg.";

    private const string Velocity = "velocity.";
    private const string TorchRandom = "random.torch";
    private const string MissedStepsName = "missedSteps";
    private const string PositionKey = "position";

    private static readonly string[] OwnNames = [Network, Rsg, Velocity, TorchRandom, MissedStepsName];

    private readonly nn.Module network;
    private readonly FusedSgd optimizer;
    private readonly TrainingProgress progress;
    private readonly RareSampleGenerator? rsg;

    /// <summary>Takes the parts of a trainer, which stay its own.</summary>
    /// <param name="network">What is trained.</param>
    /// <param name="optimizer">What moves it, and the sample generator.</param>
    /// <param name="progress">What knows how far an epoch is.</param>
    /// <param name="rsg">The sample generator beside it; <see langword="null"/> without one.</param>
    public TrainingState(nn.Module network, FusedSgd optimizer, TrainingProgress progress, RareSampleGenerator? rsg = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(progress);
        (this.network, this.optimizer, this.progress, this.rsg) = (network, optimizer, progress, rsg);
    }

    /// <summary>The declared names of the classes, in label order; <see langword="null"/> when none were declared.</summary>
    internal IReadOnlyList<string>? ClassNames => progress.ClassNames;

    /// <summary>Writes a checkpoint, replacing the file as a whole.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="epoch">The epoch that is next, or the one that steps of were made, counted from 0.</param>
    /// <exception cref="IOException">The file cannot be written; one that was there before is still there.</exception>
    /// <exception cref="NotFiniteNumberException">A loss of the epoch's last steps, which is read now, is not finite.</exception>
    public void Save(string path, int epoch) => Save(path, epoch, [], []);

    /// <summary>Goes back to a checkpoint. The file is checked as a whole first; where anything is wrong, nothing is changed.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The epoch that is next; how many of its steps are done, its <see cref="TrainingProgress"/> knows.</returns>
    /// <exception cref="CheckpointException">The file is damaged, is no checkpoint, or is one of another network.</exception>
    /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
    public int Load(string path)
    {
        using var file = CheckpointFile.Open(path);
        return Load(file);
    }

    /// <summary>Writes a checkpoint with more in it than a trainer has.</summary>
    internal void Save(string path, int epoch, IEnumerable<KeyValuePair<string, Tensor>> moreTensors, IEnumerable<KeyValuePair<string, string>> moreTexts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        FoldedNetwork.RequireUnfolded(network, "saved");
        using var scope = NewDisposeScope();
        var withinEpoch = progress.SoFar();
        if (withinEpoch is null)
        {
            optimizer.Settle();
        }

        var unsettled = optimizer.UnsettledRows;
        var position = new TrainingPosition(
            epoch,
            optimizer.ParametersWithGradient.ToHashSet(StringComparer.Ordinal),
            rsg?.RandomState,
            rsg?.IsContrastiveModuleLearning ?? false,
            withinEpoch,
            unsettled is { } rows ? new MissedSteps(rows.Steps, rows.LearningRate) : null);
        IEnumerable<KeyValuePair<string, Tensor>> missed = unsettled is { } some ? [KeyValuePair.Create(MissedStepsName, some.Missed)] : [];
        CheckpointFile.Write(
            path,
            [.. Values(), .. Velocities(), .. missed, KeyValuePair.Create(TorchRandom, get_rng_state()), .. moreTensors],
            [KeyValuePair.Create(PositionKey, position.ToJson()), .. moreTexts]);
    }

    /// <summary>Goes back to a checkpoint that is open; what else is in it is the caller's to read.</summary>
    internal int Load(CheckpointFile file)
    {
        FoldedNetwork.RequireUnfolded(network, "loaded");
        using var scope = NewDisposeScope();
        using var withoutGradient = no_grad();
        var position = ReadPosition(file);
        RequireFit(file);
        var values = file.Entries.Where(entry => IsOwn(entry.Name)).ToDictionary(entry => entry.Name, entry => file.Read(entry.Name));
        var unsettled = UnsettledIn(file, position, values.GetValueOrDefault(MissedStepsName));

        if (!TorchRandomState.CanBe(values[TorchRandom]))
        {
            throw file.Problem(CheckpointProblem.Damaged, $"its entry '{TorchRandom}' is no state that random numbers can be in.");
        }

        // From here on nothing fails: everything was read, and fits.
        foreach (var (name, target) in Values())
        {
            target.copy_(values[name]);
        }

        optimizer.Restore(name => values.GetValueOrDefault(Velocity + name), position.ParametersWithGradient.Contains, unsettled);
        set_rng_state(values[TorchRandom]);
        if (rsg is not null)
        {
            rsg.RandomState = position.RsgRandom!.Value;
            rsg.IsContrastiveModuleLearning = position.ContrastiveModuleLearns;
        }

        progress.GoOnFrom(position.Epoch, position.WithinEpoch);
        return position.Epoch;
    }

    private static bool IsOwn(string name) => OwnNames.Any(own => name.StartsWith(own, StringComparison.Ordinal));

    private TrainingPosition ReadPosition(CheckpointFile file)
    {
        try
        {
            var position = TrainingPosition.Parse(file.Text(PositionKey));
            return (position.RsgRandom is null) == (rsg is null)
                ? position
                : throw file.Problem(CheckpointProblem.OtherTraining, rsg is null ? "it is of a training with RSG, and this one has none." : "it is of a training without RSG.");
        }
        catch (FormatException failure)
        {
            throw file.Problem(CheckpointProblem.Damaged, $"its entry '{PositionKey}' cannot be read: {failure.Message}");
        }
    }

    private static UnsettledRows? UnsettledIn(CheckpointFile file, TrainingPosition position, Tensor? missed)
    {
        if (position.Unsettled is not { } steps || missed is null)
        {
            return position.Unsettled is null && missed is null ? null : throw Contradiction();
        }

        return steps.CanBe(missed) ? new UnsettledRows(missed, steps.Steps, steps.LearningRate) : throw Contradiction();

        CheckpointException Contradiction() => file.Problem(CheckpointProblem.Damaged, "what it says of missed steps contradicts itself, or is more than can be.");
    }

    /// <summary>Every tensor that the training has must be in the file, in its type and shape, and no other of the same parts.</summary>
    private void RequireFit(CheckpointFile file)
    {
        var inFile = file.Entries.Where(entry => IsOwn(entry.Name)).ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        var expected = Values().ToDictionary(StringComparer.Ordinal);
        expected.Add(TorchRandom, get_rng_state());
        var optional = optimizer.Motion.ToDictionary(entry => Velocity + entry.Name, entry => (Tensor)entry.Parameter, StringComparer.Ordinal);
        if (rsg is not null)
        {
            optional.Add(MissedStepsName, zeros([rsg.ClassCount], ScalarType.Int64));
        }

        string[] differences =
        [
            .. expected.Where(entry => !inFile.ContainsKey(entry.Key)).Select(entry => $"missing: {entry.Key} {StateTensor.Describe(entry.Value)}"),
            .. inFile.Values.Select(entry => (entry.Name, Problem: ProblemOf(entry, expected.GetValueOrDefault(entry.Name) ?? optional.GetValueOrDefault(entry.Name))))
                .Where(entry => entry.Problem is not null)
                .Select(entry => $"{entry.Name} {entry.Problem}"),
        ];
        if (differences.Length > 0)
        {
            throw file.Problem(CheckpointProblem.OtherTraining, "it is of another network or RSG; nothing was loaded:" + string.Concat(differences.Select(difference => "\n  " + difference)));
        }

        static string? ProblemOf(SafetensorsEntry entry, Tensor? target) =>
            target is null ? $"is {StateTensor.Describe(entry)} in the file, and not in this training"
            : entry.Type == target.dtype && entry.Shape.SequenceEqual(target.shape) ? null
            : $"is {StateTensor.Describe(entry)} in the file, and {StateTensor.Describe(target)} here";
    }

    private IEnumerable<KeyValuePair<string, Tensor>> Values() =>
        Prefixed(Network, network.state_dict()).Concat(
            rsg is null ? [] : rsg.ParametersAsTheyLie.Select(entry => KeyValuePair.Create(Rsg + entry.Name, (Tensor)entry.Parameter)));

    private IEnumerable<KeyValuePair<string, Tensor>> Velocities() =>
        optimizer.Motion.Where(entry => entry.Velocity is not null).Select(entry => KeyValuePair.Create(Velocity + entry.Name, entry.Velocity!));

    private static IEnumerable<KeyValuePair<string, Tensor>> Prefixed(string prefix, Dictionary<string, Tensor> state) =>
        state.Select(entry => KeyValuePair.Create(prefix + entry.Key, entry.Value));
}
