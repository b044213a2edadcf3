using System.Text.Json;
using Rsg.Training;

namespace Rsg.Runtime.Tests.Training;

/// <summary>Runs that keep checkpoints: what they leave in their folder, how they go on, and what they refuse.</summary>
public sealed class RunFolderTests : IDisposable
{
    private static readonly (int, int)[] Scores = [(5, 1), (9, 1), (6, 2), (7, 0), (4, 1), (8, 1)];

    private readonly TemporaryFolder folder = new();

    private string Place => folder["run"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_that_was_ended_anywhere_has_the_result_of_one_that_was_not()
    {
        using var whole = Trainer();
        using var wholeRun = new TrainingRun(whole, ScriptedTrainer.Validation, ScriptedTrainer.Test);
        var expected = wholeRun.Run();

        for (var epochs = 0; epochs < Scores.Length; epochs++)
        {
            var place = folder[$"ended{epochs}"];
            using (var trainer = Trainer(failsAfter: epochs))
            using (var run = Run(trainer, place))
            {
                Assert.Throws<NotFiniteNumberException>(() => run.Run());
            }

            using var other = Trainer();
            using var resumed = Run(other, place, ResumeMode.Required);
            var result = resumed.Run();

            Assert.Equal(Enumerable.Range(0, epochs), Enumerable.Range(0, 6).Where(epoch => !other.Evaluations.Contains((epoch, "test"))));
            Assert.Equal(expected.ToJson(), result.ToJson());
            Assert.Equal(expected.History.ToArray(), result.History.ToArray());
            Assert.Equal(expected.Best!.Validation!.Confusion.Cells, result.Best!.Validation!.Confusion.Cells);
            resumed.RestoreBest();
            Assert.All(other.Network.state_dict().Values, value => Assert.True(value.eq(expected.Best.Epoch + 1).all().item<bool>()));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_epoch_is_saved_before_it_is_evaluated_and_not_trained_again(bool isCancelled)
    {
        using var whole = Trainer();
        using var wholeRun = new TrainingRun(whole, ScriptedTrainer.Validation, ScriptedTrainer.Test);
        var expected = wholeRun.Run();
        for (var broken = 0; broken < Scores.Length; broken++)
        {
            var place = folder[$"broken{broken}"];
            using var source = new CancellationTokenSource();
            using (var trainer = Trainer())
            using (var run = Run(trainer, place))
            {
                trainer.Evaluating = epoch => Break(epoch == broken);
                Assert.ThrowsAny<Exception>(() => run.Run(source.Token));
            }

            // The first epoch: nothing tells how long an evaluation takes. Later ones are saved where they are cancelled; here an evaluation takes no time, and a crash costs the epoch.
            var isSaved = isCancelled || broken == 0;
            using var other = Trainer();
            using var resumed = Run(other, place, ResumeMode.Required);
            Assert.Equal(isSaved, File.Exists(Path.Combine(place, "checkpoints", $"epoch-{broken + 1:D6}.ckpt")));
            Assert.Equal(expected.ToJson(), resumed.Run().ToJson());
            Assert.Equal((broken, "validation"), other.Evaluations[0]);
            Assert.Equal(Scores.Length - broken - (isSaved ? 1 : 0), other.EpochsTrained);

            void Break(bool now)
            {
                if (now && isCancelled)
                {
                    source.Cancel();
                }
                else if (now)
                {
                    throw new IOException("The images cannot be read.");
                }
            }
        }
    }

    [Fact]
    public void An_evaluation_that_takes_long_has_its_epoch_saved_first()
    {
        var saved = new List<bool>();
        using var trainer = Trainer();
        trainer.Evaluating = epoch =>
        {
            saved.Add(File.Exists(Path.Combine(Place, "checkpoints", $"epoch-{epoch + 1:D6}.ckpt")));
            Thread.Sleep(epoch == 1 ? 400 : 0); // longer than such a small checkpoint takes
        };
        using var run = new TrainingRun(trainer, ScriptedTrainer.Validation, test: null) { Folder = Place };

        run.Run();

        Assert.Equal((true, true), (saved[0], saved[2]));
    }

    [Fact]
    public void The_result_lies_in_the_folder_at_the_end()
    {
        using var trainer = Trainer();
        using var run = Run(trainer, Place);

        var result = run.Run();

        Assert.Equal(result.ToJson(), File.ReadAllText(Path.Combine(Place, "result.json")));
    }

    [Fact]
    public void The_result_in_the_folder_has_the_declared_names_of_the_classes()
    {
        using var trainer = new ScriptedTrainer(Scores.Length) { OnValidation = Scores, OnTest = Scores, ClassNames = ["scratch", "dent"] };
        using var run = Run(trainer, Place);

        run.Run();

        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Place, "result.json")));
        foreach (var epoch in new[] { "last", "best" })
        {
            var classes = json.RootElement.GetProperty(epoch).GetProperty("test").GetProperty("perClass");
            Assert.Equal(["scratch", "dent"], classes.EnumerateArray().Select(one => one.GetProperty("name").GetString()));
        }
    }

    [Fact]
    public void The_best_weights_of_a_run_that_is_not_finished_can_be_read_also_while_it_has_the_folder()
    {
        using var network = TorchSharp.torch.nn.BatchNorm1d(3);
        Assert.Throws<DirectoryNotFoundException>(() => RunWeights.LoadBest(network, Place));
        using var trainer = Trainer(failsAfter: 3);
        using var run = Run(trainer, Place);
        Assert.Throws<NotFiniteNumberException>(() => run.Run());

        var best = RunWeights.LoadBest(network, Place);

        Assert.Equal((1, 3, 6, false), (best.Best.Epoch, best.EpochsDone, best.Epochs, best.IsFinished));
        Assert.All(network.state_dict().Values, value => Assert.True(value.eq(2).all().item<bool>()));

        using var other = TorchSharp.torch.nn.BatchNorm1d(4);
        Assert.Equal(CheckpointProblem.OtherTraining, Assert.Throws<CheckpointException>(() => RunWeights.LoadBest(other, Place)).Problem);

        trainer.FailsAfter = -1;
        run.Run();
        best = RunWeights.LoadBest(network, Place);
        Assert.Equal((1, 6, 6, true), (best.Best.Epoch, best.EpochsDone, best.Epochs, best.IsFinished));
    }

    [Fact]
    public void Without_an_epoch_that_was_chosen_there_are_no_best_weights()
    {
        using var network = TorchSharp.torch.nn.BatchNorm1d(3);
        using var trainer = Trainer(failsAfter: 0);
        using var run = Run(trainer, Place);
        Assert.Throws<NotFiniteNumberException>(() => run.Run());

        Assert.Contains("no best epoch", Assert.Throws<InvalidOperationException>(() => RunWeights.LoadBest(network, Place)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finished_run_is_asked_again_for_its_result()
    {
        using (var trainer = Trainer())
        using (var run = Run(trainer, Place))
        {
            run.Run();
        }

        var observer = new RecordingObserver();
        using var again = Trainer(observer: observer);
        using var resumed = Run(again, Place, ResumeMode.IfPresent);
        var result = resumed.Run();

        Assert.Equal(Scores.Length, result.History.Length);
        Assert.Equal([(5, "validation"), (5, "test")], again.Evaluations);
        Assert.Equal($"All 6 epochs are trained already; the last is evaluated once more, and nothing is trained: '{Place}'.", Assert.Single(observer.Events));
    }

    [Fact]
    public void A_folder_with_a_run_is_gone_on_from_only_where_that_is_said()
    {
        using var trainer = Trainer();
        using (var required = Run(trainer, Place, ResumeMode.Required))
        {
            Assert.Contains("has no run", Assert.Throws<InvalidOperationException>(() => required.Run()).Message, StringComparison.Ordinal);
        }

        using (var first = Run(trainer, Place, ResumeMode.IfPresent))
        {
            first.Run();
        }

        using var other = Trainer();
        using var second = Run(other, Place);
        Assert.Contains("has a run already", Assert.Throws<InvalidOperationException>(() => second.Run()).Message, StringComparison.Ordinal);
        Assert.Equal(0, other.Epoch);
    }

    [Theory]
    [InlineData(2, true, 1, new[] { 2, 5, 6 })] // the best epoch is the second, so the checkpoint with 2 as the next epoch
    [InlineData(2, false, 1, new[] { 5, 6 })]
    [InlineData(1, true, 1, new[] { 2, 6 })]
    [InlineData(3, false, 2, new[] { 2, 4, 6 })]
    [InlineData(9, false, 4, new[] { 0, 4, 6 })]
    [InlineData(9, true, 4, new[] { 0, 1, 2, 4, 6 })] // the first is the best one until the second
    public void The_policy_says_what_stays(int keepLast, bool keepBest, int everyEpochs, int[] left)
    {
        using var trainer = Trainer();
        using var run = Run(trainer, Place, policy: new CheckpointPolicy { KeepLast = keepLast, KeepBest = keepBest, EveryEpochs = everyEpochs });

        run.Run();

        Assert.Equal(left.Select(epoch => $"epoch-{epoch:D6}.ckpt"), Files());
    }

    [Fact]
    public void A_file_that_is_not_the_runs_stays()
    {
        Directory.CreateDirectory(Path.Combine(Place, "checkpoints"));
        var notes = folder.Write("run/checkpoints/epoch-one.ckpt", "mine");
        var left = folder.Write("run/checkpoints/epoch-000003.ckpt.0123456789abcdef0123456789abcdef.tmp", "half");
        string[] unfinished =
        [
            .. new[] { "manifest.json", "result.json", "best.safetensors", "best.onnx", "report.html" }
                .Select(name => folder.Write($"run/{name}.0123456789abcdef0123456789abcdef.tmp", "half")),
        ];
        string[] others = [folder.Write("run/best.onnx.tmp", "mine"), folder.Write("run/notes.0123456789abcdef0123456789abcdef.tmp", "mine")];
        using var trainer = Trainer();
        using var run = Run(trainer, Place);

        run.Run();

        Assert.True(File.Exists(notes));
        Assert.False(File.Exists(left));
        Assert.DoesNotContain(unfinished, File.Exists);
        Assert.All(others, file => Assert.True(File.Exists(file)));
    }

    [Fact]
    public void A_damaged_checkpoint_is_an_error_and_the_one_before_it_is_taken_only_where_that_is_said()
    {
        FailIn(epoch: 4);

        var newest = Path.Combine(Place, "checkpoints", "epoch-000004.ckpt");
        var bytes = File.ReadAllBytes(newest);
        bytes[^5] ^= 1;
        File.WriteAllBytes(newest, bytes);

        using var trainer = Trainer();
        using (var refused = Run(trainer, Place, ResumeMode.Required))
        {
            var error = Assert.Throws<CheckpointException>(() => refused.Run());
            Assert.Equal((CheckpointProblem.Damaged, newest), (error.Problem, error.Path));
            Assert.Contains("epoch-000003.ckpt", error.Message, StringComparison.Ordinal);
            Assert.Contains("SkipDamagedCheckpoints", error.Message, StringComparison.Ordinal);
            Assert.True(File.Exists(newest));
        }

        using var allowed = new TrainingRun(trainer, ScriptedTrainer.Validation, ScriptedTrainer.Test) { Folder = Place, Resume = ResumeMode.Required, SkipDamagedCheckpoints = true };
        Assert.Equal(6, allowed.Run().History.Length);
        Assert.Equal(3, trainer.Evaluations.First().Epoch);
        Assert.True(File.Exists(newest + ".damaged"));
    }

    [Fact]
    public void A_folder_in_the_place_of_the_newest_checkpoint_is_not_passed_over()
    {
        FailIn(epoch: 4);

        var newest = Path.Combine(Place, "checkpoints", "epoch-000004.ckpt");
        File.Delete(newest);
        Directory.CreateDirectory(newest);
        using (var second = Trainer())
        using (var run = Run(second, Place, ResumeMode.Required))
        {
            var refused = Assert.Throws<CheckpointException>(() => run.Run());
            Assert.Contains("it is a folder. An older one is whole: epoch-000003.ckpt", refused.Message, StringComparison.Ordinal);
        }

        using var third = Trainer();
        using var resumed = new TrainingRun(third, ScriptedTrainer.Validation, ScriptedTrainer.Test) { Folder = Place, Resume = ResumeMode.Required, SkipDamagedCheckpoints = true };
        Assert.Equal(6, resumed.Run().History.Length);
        Assert.Equal(3, third.Evaluations[0].Epoch);
        Assert.True(Directory.Exists(newest + ".damaged"));
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_an_error_of_its_own()
    {
        File.WriteAllText(Place, "");
        using var trainer = Trainer();
        using var run = Run(trainer, Place);

        Assert.Contains("is a file; a run needs a folder of its own", Assert.Throws<IOException>(() => run.Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_checkpoint_is_offered_only_where_it_is_whole()
    {
        using (var first = Trainer(failsAfter: 4))
        using (var run = Run(first, Place, policy: new CheckpointPolicy { KeepLast = 3 }))
        {
            Assert.Throws<NotFiniteNumberException>(() => run.Run());
        }

        using var trainer = Trainer();
        Damage("epoch-000004.ckpt");
        Damage("epoch-000003.ckpt");
        Assert.Contains("An older one is whole: epoch-000002.ckpt. Set SkipDamagedCheckpoints", Refused(), StringComparison.Ordinal);
        Damage("epoch-000002.ckpt");
        Assert.Contains("The older ones are damaged, too: epoch-000003.ckpt, epoch-000002.ckpt. Nothing is left", Refused(), StringComparison.Ordinal);

        void Damage(string name)
        {
            var file = Path.Combine(Place, "checkpoints", name);
            File.WriteAllBytes(file, File.ReadAllBytes(file)[..^1]);
        }

        string Refused()
        {
            using var run = Run(trainer, Place, ResumeMode.Required);
            return Assert.Throws<CheckpointException>(() => run.Run()).Message;
        }
    }

    [Fact]
    public void A_folder_that_cannot_be_locked_is_not_said_to_be_in_use()
    {
        // Not a matter of rights, which root has in any case: a folder stands where the lock is to be.
        Directory.CreateDirectory(Path.Combine(Place, "run.lock"));
        using var trainer = Trainer();
        using var run = Run(trainer, Place);

        Assert.Contains("cannot be written to", Assert.ThrowsAny<IOException>(() => run.Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_every_checkpoint_is_damaged_nothing_is_begun_anew()
    {
        FailIn(epoch: 3);

        foreach (var file in Directory.GetFiles(Path.Combine(Place, "checkpoints")))
        {
            File.WriteAllBytes(file, File.ReadAllBytes(file)[..^1]);
        }

        using var trainer = Trainer();
        using var resumed = new TrainingRun(trainer, ScriptedTrainer.Validation, ScriptedTrainer.Test) { Folder = Place, Resume = ResumeMode.IfPresent, SkipDamagedCheckpoints = true };
        Assert.Equal(CheckpointProblem.Damaged, Assert.Throws<CheckpointException>(() => resumed.Run()).Problem);
        Assert.Equal(0, trainer.Epoch);
    }

    [Fact]
    public void Two_runs_cannot_have_one_folder()
    {
        using var trainer = Trainer(failsAfter: 2);
        using var other = Trainer();
        using (var run = Run(trainer, Place))
        {
            Assert.Throws<NotFiniteNumberException>(() => run.Run());
            using var second = Run(other, Place, ResumeMode.Required);
            var error = Assert.Throws<IOException>(() => second.Run());
            Assert.Contains("in use", error.Message, StringComparison.Ordinal);
        }

        using var third = Run(other, Place, ResumeMode.Required);
        third.Run();
    }

    [Fact]
    public void A_cancelled_run_goes_on_where_it_was()
    {
        using var source = new CancellationTokenSource();
        using var trainer = Trainer(observer: new CancellingObserver(source, atEpoch: 2));
        using var run = Run(trainer, Place);

        Assert.Throws<OperationCanceledException>(() => run.Run(source.Token));
        Assert.Equal((3, 3), (trainer.Epoch, run.History.Count));
        Assert.Contains("epoch-000003.ckpt", Files());

        Assert.Equal(6, run.Run().History.Length);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_is_an_error_before_the_first_epoch()
    {
        // Not a matter of rights, which root has in any case: a file stands where the folder is to be.
        var blocked = folder.Write("file", "not a folder");
        using var trainer = Trainer();
        using (var run = Run(trainer, Path.Combine(blocked, "run")))
        {
            Assert.ThrowsAny<IOException>(() => run.Run());
        }

        Directory.CreateDirectory(Path.Combine(Place, "manifest.json"));
        using (var run = Run(trainer, Place))
        {
            var error = Assert.ThrowsAny<IOException>(() => run.Run());
            Assert.Contains("manifest.json", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, trainer.Epoch);
    }

    [Fact]
    public void A_write_that_fails_later_keeps_the_checkpoints_before_it()
    {
        using (var trainer = Trainer())
        using (var run = Run(trainer, Place))
        {
            trainer.Evaluating = epoch => Directory.CreateDirectory(Path.Combine(Place, "checkpoints", epoch == 2 ? "epoch-000003.ckpt" : ""));
            var error = Assert.ThrowsAny<IOException>(() => run.Run());
            Assert.Contains("Older ones are untouched: epoch-000002.ckpt, epoch-000001.ckpt", error.Message, StringComparison.Ordinal);
        }

        Directory.Delete(Path.Combine(Place, "checkpoints", "epoch-000003.ckpt"));
        using var other = Trainer();
        using var resumed = Run(other, Place, ResumeMode.Required);
        Assert.Equal(6, resumed.Run().History.Length);
        Assert.Equal(2, other.Evaluations[0].Epoch);
    }

    [Fact]
    public void A_run_whose_files_are_deleted_while_it_trains_writes_them_again()
    {
        using (var trainer = Trainer())
        using (var run = Run(trainer, Place))
        {
            trainer.Evaluating = epoch => DeleteFiles(epoch == 3);
            Assert.Equal(6, run.Run().History.Length);
        }

        Assert.Equal(["epoch-000005.ckpt", "epoch-000006.ckpt"], Files());
        Assert.True(File.Exists(Path.Combine(Place, "result.json")));
        using var other = Trainer();
        using var resumed = Run(other, Place, ResumeMode.Required);
        Assert.Equal(1, resumed.Run().Best!.Epoch);
    }

    [Fact]
    public void Where_the_checkpoints_were_deleted_an_epoch_that_is_broken_off_says_so()
    {
        using var trainer = Trainer(failsAfter: 4);
        trainer.Beginning = epoch => DeleteFiles(epoch == 4);
        using var run = Run(trainer, Place);

        Assert.EndsWith($"Its checkpoints in '{Place}' were deleted.", Assert.Throws<NotFiniteNumberException>(() => run.Run()).Message, StringComparison.Ordinal);
        Assert.Contains("Begin anew, with a new trainer.", Assert.Throws<FileNotFoundException>(() => run.Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disk_that_is_too_small_is_an_error_before_the_first_epoch()
    {
        using var trainer = Trainer();
        using var run = Run(trainer, Place, policy: new CheckpointPolicy { KeepLast = int.MaxValue });

        var error = Assert.Throws<IOException>(() => run.Run());

        Assert.Contains("MB left, and the checkpoints that are still to come can need", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, trainer.Epoch);
    }

    [Fact]
    public void Room_is_asked_for_what_is_still_to_come_and_not_for_what_is_there()
    {
        // The last two, the best, one within an epoch, and the one that is being written.
        var policy = new CheckpointPolicy();

        Assert.Equal((5 * 3 * 10) - 10, RunFolder.MissingBytes([(0, 10)], policy)); // the first has no velocities and no best weights yet
        Assert.Equal((5 * 30) - 40, RunFolder.MissingBytes([(0, 10), (1, 30)], policy));
        Assert.Equal((5 * 30) - 60, RunFolder.MissingBytes([(2, 30), (3, 30)], policy));
        Assert.Equal(0, RunFolder.MissingBytes([(2, 30), (3, 30), (4, 30), (5, 30), (6, 30)], policy));
    }

    private static ScriptedTrainer Trainer(int failsAfter = -1, ITrainingObserver? observer = null) =>
        new(Scores.Length) { OnValidation = Scores, OnTest = Scores, FailsAfter = failsAfter, Observer = observer };

    private static TrainingRun Run(ScriptedTrainer trainer, string place, ResumeMode resume = ResumeMode.Never, CheckpointPolicy? policy = null) =>
        new(trainer, ScriptedTrainer.Validation, ScriptedTrainer.Test) { Folder = place, Resume = resume, Checkpoints = policy ?? new CheckpointPolicy() };

    /// <summary>Leaves a run in the folder whose training failed in an epoch.</summary>
    private void FailIn(int epoch)
    {
        using var trainer = Trainer(failsAfter: epoch);
        using var run = Run(trainer, Place);
        Assert.Throws<NotFiniteNumberException>(() => run.Run());
    }

    private void DeleteFiles(bool now)
    {
        if (now && Directory.Exists(Path.Combine(Place, "checkpoints")))
        {
            Directory.Delete(Path.Combine(Place, "checkpoints"), recursive: true);
            File.Delete(Path.Combine(Place, "manifest.json"));
        }
    }

    private IEnumerable<string> Files() =>
        Directory.GetFiles(Path.Combine(Place, "checkpoints")).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);

    private sealed class CancellingObserver(CancellationTokenSource source, int atEpoch) : ITrainingObserver
    {
        public void OnEvaluated(EpochEvaluation evaluation)
        {
            if (evaluation.Epoch == atEpoch)
            {
                source.Cancel();
            }
        }
    }
}
