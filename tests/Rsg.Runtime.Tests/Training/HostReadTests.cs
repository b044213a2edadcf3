using System.Text.RegularExpressions;
using Rsg.Data;
using Rsg.Generation;
using Rsg.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Training;

/// <summary>
/// A step on a GPU must not wait for it, which it does where the host reads a tensor. Every read in the code of a step is counted here, and has its
/// reason.
/// </summary>
public sealed partial class HostReadTests
{
    private static readonly Dictionary<string, int> ReadsWithAReason = new(StringComparer.Ordinal)
    {
        ["Data/BatchLabels.cs"] = 2, // labels that came as a tensor alone; those of a loader's batch are known
        ["Losses/LossInput.cs"] = 1, // labels that lie on the CPU, for their range
        ["Optimization/GradientNorms.cs"] = 2, // whose gradient is not finite: on the CPU, or when the losses are read
        ["Training/StepLosses.cs"] = 2, // many steps' losses in one read, when somebody asks for them
    };

    [Fact]
    public void The_code_of_a_step_reads_tensors_in_these_places_only()
    {
        string runtime = Repository.Locate("src", "Rsg.Runtime");
        IEnumerable<string> files = new[] { "Generation", "Losses", "Layers", "Optimization" }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(runtime, folder), "*.cs"))
            .Concat(new[] { "Training/StepLosses.cs", "Training/FusedSgd.cs", "Data/BatchLabels.cs" }.Select(file => Path.Combine(runtime, file)));

        var reads = files
            .Select(file => (Name: Path.GetRelativePath(runtime, file).Replace('\\', '/'), Count: Read().Count(File.ReadAllText(file))))
            .Where(file => file.Count > 0)
            .ToDictionary(file => file.Name, file => file.Count, StringComparer.Ordinal);

        Assert.Equal(ReadsWithAReason.OrderBy(entry => entry.Key, StringComparer.Ordinal), reads.OrderBy(entry => entry.Key, StringComparer.Ordinal));
    }

    /// <summary>Tensors of the meta device have no content: what reads one fails.</summary>
    [Fact]
    public void Losses_elsewhere_are_not_read_until_somebody_asks()
    {
        using var scope = NewDisposeScope();
        var loss = zeros([], device: META);
        var batch = new AugmentedBatch(loss, loss, loss, loss, 3)
        {
            CenterTerm = loss,
            ContrastTerm = loss,
            MvDirection = loss,
            MvLength = loss,
            MvContrast = loss,
            Picks = NewSamples.None,
        };

        foreach (var losses in new[] { StepLosses.Of(loss), StepLosses.Of(loss, loss, batch) })
        {
            Assert.False(losses.AreKnown);
            Assert.ThrowsAny<Exception>(() => losses.Total);
        }
    }

    [Fact]
    public void Unread_losses_say_on_their_device_whether_the_step_counts()
    {
        using var scope = NewDisposeScope();
        var finite = Unread(1);
        var infinite = Unread(float.PositiveInfinity);

        Assert.Equal((0f, 1f), (finite.NotFinite()!.item<float>(), infinite.NotFinite()!.item<float>()));
        StepLosses.ReadTogether([finite, infinite]);

        Assert.Null(finite.NotFinite());
        Assert.Equal(new StepLosses(1, 2, 3, 4, 5), finite);
        Assert.Throws<NotFiniteNumberException>(() => infinite.Total);
    }

    [Fact]
    public void Progress_reads_many_steps_at_once_and_names_the_one_that_failed()
    {
        using var scope = NewDisposeScope();
        var progress = new TrainingProgress(new TrainingStart("Net", 2, 3, null), observer: null);
        progress.BeginEpoch(1, 0.1, stepsPerEpoch: 3);
        StepLosses[] steps = [Unread(1), Unread(3), Unread(float.NaN)];
        progress.EndStep(steps[0], images: 1);
        progress.EndStep(steps[1], images: 1);
        Assert.DoesNotContain(steps, step => step.AreKnown);

        progress.EndStep(steps[2], images: 1);
        var failure = Assert.Throws<NotFiniteNumberException>(() => progress.EndEpoch());

        Assert.StartsWith("Step 3 of epoch 2: The total loss is NaN", failure.Message, StringComparison.Ordinal);
        progress.BeginEpoch(1, 0.1, stepsPerEpoch: 1);
        progress.EndStep(Unread(7), images: 2);
        Assert.Equal(new StepLosses(7, 2, 3, 4, 5), progress.EndEpoch().Losses);
    }

    [Fact]
    public void Labels_of_a_loader_are_known_and_a_tensor_alone_is_read_once()
    {
        using var scope = NewDisposeScope();
        var known = new BatchLabels(zeros([2], ScalarType.Int64, META), [4, 5]);
        var tensor = torch.tensor(new long[] { 1, 2 });
        BatchLabels read = tensor;

        Assert.Equal([4, 5], known.Values.ToArray());
        Assert.Equal([1, 2], read.Values.ToArray());
        tensor.fill_(9);
        Assert.Equal([1, 2], read.Values.ToArray());
        Assert.ThrowsAny<Exception>(() => BatchLabels.FromTensor(known.Tensor).Values.Length);
    }

    private static StepLosses Unread(float total) => new(tensor([total, 2, 3, 4]), generated: 5);

    [GeneratedRegex(@"\.(item<|cpu\(|data<|bytes\b|ToSingle\(|ToDouble\(|ToInt\d*\(|ToBoolean\(|ToScalar\(|nonzero\(|masked_select\(|unique\()")]
    private static partial Regex Read();
}
