using System.Globalization;
using Xunit.Abstractions;

namespace Rsg.EndToEnd.Tests;

/// <summary>A process that is killed at any moment costs what it did since its newest checkpoint, here a step: it is gone on from there, to the same last bit.</summary>
[Trait("Category", "Long")]
public sealed class LongRunTests(UnbrokenRun unbroken, ITestOutputHelper report) : IClassFixture<UnbrokenRun>, IDisposable
{
    private const int Kills = 25;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rsg-run-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Killed_again_and_again_it_ends_with_the_result_of_a_run_that_was_not()
    {
        Assert.Equal(32, unbroken.Result.Count);
        var random = new Random(11);
        var place = PlaceOf("killed");
        var kills = 0;
        var withinEpochs = 0;
        string[]? result = null;
        while (result is null)
        {
            var finished = NewestIn(place);
            using var process = new LongRunProcess(place);
            process.WaitForLine("first step: ");

            // Up to about three epochs, so that the moments lie everywhere: within steps, evaluations and writes.
            if (kills < Kills && !process.WaitForEnd(TimeSpan.FromMilliseconds(random.Next(250))))
            {
                process.Kill();
                kills++;
            }
            else
            {
                process.WaitForEnd();
                result = LongRunProcess.ResultOf(process.Lines);
            }

            var first = process.Lines.Single(line => line.StartsWith("first step: ", StringComparison.Ordinal)).Split(' ');
            Assert.Equal(finished, (Number(first[2]), Number(first[3])));
            Assert.True(NewestIn(place).CompareTo(finished) >= 0, "A finished checkpoint is gone.");
            withinEpochs += finished.Step > 0 ? 1 : 0;
        }

        Assert.True(withinEpochs > 0, "No process went on from within an epoch.");
        report.WriteLine($"{kills} kills; {withinEpochs} times gone on from within an epoch; {Directory.GetFiles(place, "*.tmp", SearchOption.AllDirectories).Length} temporary files at the end.");
        Assert.True(kills >= Kills / 2, $"Only {kills} kills met a running process.");
        Assert.Equal(unbroken.Result, result);
        Assert.Empty(Directory.GetFiles(place, "*.tmp", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void A_signal_ends_it_in_order(string signal)
    {
        var place = PlaceOf("stopped");
        using (var process = new LongRunProcess(place))
        {
            process.WaitForLine("done: 3");
            Command.Run("sh", folder.FullName, "-c", FormattableString.Invariant($"kill -{signal} {process.Id}")).AssertSucceeded();
            process.WaitForEnd();
            Assert.Equal(0, process.ExitCode);
            Assert.Contains(process.Lines, line => line.StartsWith("stopped: ", StringComparison.Ordinal));
        }

        Assert.Equal(unbroken.Result, LongRunProcess.ResultOf(LongRunProcess.RunToEnd(place)));
    }

    [Fact]
    public void A_second_process_is_kept_out_and_a_killed_one_keeps_nobody_out()
    {
        var place = PlaceOf("shared");
        using (var first = new LongRunProcess(place))
        {
            first.WaitForLine("first step: ");
            using var second = new LongRunProcess(place);
            second.WaitForEnd();
            Assert.NotEqual(0, second.ExitCode);
            Assert.Contains(second.Lines, line => line.Contains("is in use", StringComparison.Ordinal));
            first.Kill();
        }

        using var third = new LongRunProcess(place);
        third.WaitForLine("first step: ");
        third.Kill();
    }

    private string PlaceOf(string name) => Path.Combine(folder.FullName, name);

    /// <summary>The epoch and its step that are next in the newest checkpoint; the first where there is none.</summary>
    private static (int Epoch, int Step) NewestIn(string place) => !Directory.Exists(Path.Combine(place, "checkpoints"))
        ? (0, 0)
        : Directory.GetFiles(Path.Combine(place, "checkpoints"), "epoch-*.ckpt")
            .Select(file => Path.GetFileNameWithoutExtension(file).Split('-'))
            .Select(parts => (Number(parts[1]), parts.Length > 2 ? Number(parts[3]) : 0))
            .DefaultIfEmpty()
            .Max();

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
