using System.Text;
using Rsg.Balancing;
using Rsg.Evaluation;
using Rsg.Runtime.Tests.Evaluation;
using Rsg.Training;
using Rsg.Watching;

namespace Rsg.Runtime.Tests.Watching;

/// <summary>A training of which epochs 0 to 2 are done and in the newest checkpoint, and that goes on.</summary>
public sealed class MetricsRecoveryTests : IDisposable
{
    private const int Done = 3;

    // Of each epoch: a start line before all, and of each a step, the epoch and the evaluation.
    private const int LinesPerEpoch = 3;

    private readonly TemporaryFolder folder = new();

    private string Metrics => folder["run/metrics.jsonl"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_whole_file_is_only_added_to()
    {
        WriteRun();
        string before = File.ReadAllText(Metrics);

        MetricsFile metrics = GoOn(out MetricsRecovery? recovery);

        Assert.Null(recovery);
        Assert.StartsWith(before, File.ReadAllText(Metrics), StringComparison.Ordinal);
        Assert.Empty(metrics.RestoredEpochs);
        RequireAllEpochs(metrics, withSteps: [0, 1, 2, 3]);
    }

    // A power cut takes what the system had not written yet, and may leave zeros for it; the checkpoint was flushed.
    [Theory]
    [InlineData(0, "")]
    [InlineData(0, "\0\0\0\0")]
    [InlineData(1, "{\"event\":\"epoch\",\"ti")]
    [InlineData(2, "\0\0")]
    public void Epochs_that_a_power_cut_took_are_restored_from_the_checkpoint(int left, string rest)
    {
        WriteRun();
        File.WriteAllText(Metrics, string.Concat(Lines()[..(1 + (left * LinesPerEpoch))]) + rest);

        MetricsFile metrics = GoOn(out MetricsRecovery? recovery);

        Assert.Equal((null, 0), (recovery!.PutAside, recovery.UnreadLines));
        Assert.Equal(Enumerable.Range(left, Done - left), recovery.RestoredEpochs.ToArray());
        Assert.Equal(recovery.RestoredEpochs.ToArray(), metrics.RestoredEpochs.ToArray());
        Assert.Equal(recovery.RestoredEpochs.ToArray(), Assert.Single(metrics.Recoveries).RestoredEpochs.ToArray());
        RequireAllEpochs(metrics, withSteps: [.. Enumerable.Range(0, left), 3]);
    }

    [Fact]
    public void An_evaluation_alone_is_restored_too()
    {
        WriteRun();
        File.WriteAllText(Metrics, string.Concat(Lines()[..^1]));

        MetricsFile metrics = GoOn(out MetricsRecovery? recovery);

        Assert.Equal([2], recovery!.RestoredEpochs.ToArray());
        RequireAllEpochs(metrics, withSteps: [0, 1, 2, 3]);
    }

    [Fact]
    public void The_best_epoch_is_restored_with_its_classes_and_others_with_their_metrics()
    {
        WriteRun();
        File.Delete(Metrics);

        MetricsFile metrics = GoOn(out _);

        Assert.Equal([false, true, false, true], metrics.Evaluations.Select(evaluation => evaluation.HasClasses));
        Assert.Equal(Evaluation(1).ToJson(), metrics.Evaluations[1].Read().ToJson());
        Assert.Throws<InvalidOperationException>(metrics.Evaluations[0].Read);
        Assert.Equal(7, metrics.Evaluations[0].SkippedImages);
    }

    [Fact]
    public void A_damaged_first_byte_costs_one_line()
    {
        WriteRun();
        byte[] damaged = File.ReadAllBytes(Metrics);
        damaged[0] ^= 0x40;
        File.WriteAllBytes(Metrics, damaged);

        MetricsFile metrics = GoOn(out MetricsRecovery? recovery);

        Assert.Equal(("metrics.jsonl.damaged", 1), (recovery!.PutAside, recovery.UnreadLines));
        Assert.Equal(damaged, File.ReadAllBytes(Metrics + ".damaged"));
        RequireAllEpochs(metrics, withSteps: [0, 1, 2, 3]);
        Assert.All(metrics.Steps, step => Assert.Equal(4, step.Epochs)); // by the start line of the training that went on
    }

    [Theory]
    [InlineData("epoch")]
    [InlineData("evaluation")]
    public void A_damaged_line_in_the_middle_is_restored_in_its_place(string kind)
    {
        WriteRun();
        string[] lines = Lines();
        int place = Array.FindIndex(lines, line => line.StartsWith($"{{\"event\":\"{kind}\"", StringComparison.Ordinal) && line.Contains("\"epoch\":1,", StringComparison.Ordinal));
        lines[place] = lines[place][..40] + "\ufffd\n";
        File.WriteAllText(Metrics, string.Concat(lines));

        MetricsFile metrics = GoOn(out MetricsRecovery? recovery);

        Assert.Equal(("metrics.jsonl.damaged", 1), (recovery!.PutAside, recovery.UnreadLines));
        Assert.Equal([1], recovery.RestoredEpochs.ToArray());
        Assert.Equal(0, metrics.UnreadLines);
        RequireAllEpochs(metrics, withSteps: [0, 1, 2, 3]);
        Assert.Null(GoOnAgain()); // what is mended stays whole
    }

    [Fact]
    public void A_line_that_is_missing_in_the_middle_is_restored_and_later_ones_hold()
    {
        WriteRun();
        string[] lines = Lines();
        File.WriteAllText(Metrics, string.Concat(lines[..(1 + LinesPerEpoch)]) + string.Concat(lines[(1 + (2 * LinesPerEpoch))..]));

        MetricsFile metrics = GoOn(out MetricsRecovery? recovery);

        Assert.Equal([1], recovery!.RestoredEpochs.ToArray());
        RequireAllEpochs(metrics, withSteps: [0, 2, 3]);
        Assert.True(metrics.Evaluations[2].HasClasses); // epoch 2 is the training's own, not the checkpoint's
    }

    [Fact]
    public void Binary_rubbish_is_put_aside_and_every_epoch_restored()
    {
        WriteRun();
        var rubbish = new byte[100_000];
        new Random(1).NextBytes(rubbish);
        File.WriteAllBytes(Metrics, rubbish);
        folder.Write("run/metrics.jsonl.damaged", "an earlier one");

        MetricsFile metrics = GoOn(out MetricsRecovery? recovery);

        Assert.Equal("metrics.jsonl.damaged.2", recovery!.PutAside);
        Assert.Equal(rubbish, File.ReadAllBytes(Metrics + ".damaged.2"));
        Assert.Equal("an earlier one", File.ReadAllText(Metrics + ".damaged"));
        RequireAllEpochs(metrics, withSteps: [3]);
    }

    [Fact]
    public void A_folder_in_its_place_is_put_aside()
    {
        WriteRun();
        File.Delete(Metrics);
        folder.Write("run/metrics.jsonl/kept.txt", "kept");

        MetricsFile metrics = GoOn(out MetricsRecovery? recovery);

        Assert.Equal("metrics.jsonl.damaged", recovery!.PutAside);
        Assert.Equal("kept", File.ReadAllText(folder["run/metrics.jsonl.damaged/kept.txt"]));
        RequireAllEpochs(metrics, withSteps: [3]);
    }

    [Fact]
    public void A_damaged_checkpoint_leaves_the_older_one_to_restore_from()
    {
        WriteRun();
        WriteCheckpoint(2);
        File.WriteAllText(folder["run/checkpoints/epoch-000003.ckpt"], "cut off");
        File.Delete(Metrics);

        MetricsFile metrics = GoOn(out MetricsRecovery? recovery);

        Assert.Equal([0, 1], recovery!.RestoredEpochs.ToArray());
        Assert.Equal([0, 1, 3], metrics.Epochs.Select(epoch => epoch.Epoch));
    }

    [Fact]
    public void Without_a_checkpoint_there_is_nothing_to_restore_and_the_training_goes_on()
    {
        WriteRun();
        Directory.Delete(folder["run/checkpoints"], recursive: true);
        File.WriteAllText(Metrics, string.Concat(Lines()[..(1 + LinesPerEpoch)]));

        MetricsFile metrics = GoOn(out MetricsRecovery? recovery);

        Assert.Null(recovery);
        Assert.Equal([0, 3], metrics.Epochs.Select(epoch => epoch.Epoch));
    }

    [Fact]
    public void What_a_killed_process_left_of_a_file_that_it_wrote_goes_and_others_stay()
    {
        WriteRun();
        string left = folder.Write($"run/metrics.jsonl.{Guid.NewGuid():N}.tmp", "half");
        string other = folder.Write("run/metrics.jsonl.mine.tmp", "mine");

        GoOn(out _);

        Assert.False(File.Exists(left));
        Assert.True(File.Exists(other));
    }

    private static EvaluationResult Evaluation(int epoch) =>
        new(Matrices.Of([[5 + epoch, 5 - epoch, 0], [3, 1, 0], [2, 0, 0]]), new ClassCounts([500, 50, 5])) { SkippedImages = 7 };

    private static TrainingStart Start(int firstEpoch) => new("Net", 4, 100, 2) { FirstEpoch = firstEpoch };

    private static void Train(JsonLinesObserver observer, int epoch)
    {
        observer.OnStep(Reports.Step(epoch, 0));
        observer.OnEpoch(Reports.Epoch(epoch));
        observer.OnEvaluated(new EpochEvaluation(epoch, null, Evaluation(epoch)));
    }

    /// <summary>Every epoch and evaluation is there with its numbers, whoever told of it.</summary>
    private static void RequireAllEpochs(MetricsFile metrics, int[] withSteps)
    {
        Assert.Equal(Enumerable.Range(0, Done + 1).Select(Reports.Epoch), metrics.Epochs.ToArray());
        Assert.Equal(Enumerable.Range(0, Done + 1).Select(epoch => (epoch, Split.Test, Evaluation(epoch).Metrics)), metrics.Evaluations.Select(evaluation => (evaluation.Epoch, evaluation.Split, evaluation.Metrics)));
        Assert.Equal(withSteps, metrics.Steps.Select(step => step.Epoch));
        Assert.Equal(0, metrics.UnreadLines);
    }

    private void WriteRun()
    {
        using (var observer = new JsonLinesObserver(Metrics))
        {
            observer.OnTrainingStarted(Start(0));
            for (int epoch = 0; epoch < Done; epoch++)
            {
                Train(observer, epoch);
            }
        }

        WriteCheckpoint(Done);
    }

    /// <summary>A checkpoint as a run writes it, without weights; epoch 1 is the best.</summary>
    private void WriteCheckpoint(int done)
    {
        RunEpoch[] history = [.. Enumerable.Range(0, done).Select(epoch => new RunEpoch(Reports.Epoch(epoch), null, Evaluation(epoch).Metrics) { SkippedInTest = 7 })];
        Directory.CreateDirectory(folder["run/checkpoints"]);
        CheckpointFile.Write(
            folder[FormattableString.Invariant($"run/checkpoints/epoch-{done:D6}.ckpt")], [], [new("run", RunRecordJson.Write(new RunRecord(history, new EpochEvaluation(1, null, Evaluation(1)))))]);
    }

    private MetricsFile GoOn(out MetricsRecovery? recovery)
    {
        using (var observer = new JsonLinesObserver(Metrics))
        {
            observer.OnTrainingStarted(Start(Done));
            recovery = observer.Recovery;
            Train(observer, Done);
        }

        return MetricsFile.Read(Metrics);
    }

    private MetricsRecovery? GoOnAgain()
    {
        using var observer = new JsonLinesObserver(Metrics);
        observer.OnTrainingStarted(Start(Done));
        return observer.Recovery;
    }

    private string[] Lines() => [.. File.ReadAllText(Metrics, Encoding.UTF8).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line + "\n")];
}
