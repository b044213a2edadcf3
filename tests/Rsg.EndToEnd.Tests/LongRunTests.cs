using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace Rsg.EndToEnd.Tests;

/// <summary>A process that is killed at any moment costs what it did since its newest checkpoint, here a step: it is gone on from there, to the same last bit.</summary>
[Trait("Category", "Long")]
[Collection(OneBuildAtATime.Name)]
public sealed class LongRunTests : IDisposable
{
    private const int Kills = 25;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rsg-run-");
    private readonly ITestOutputHelper report;

    public LongRunTests(ITestOutputHelper report) => this.report = report;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Killed_again_and_again_it_ends_with_the_result_of_a_run_that_was_not()
    {
        var expected = ResultOf(RunToEnd(PlaceOf("whole")));
        Assert.Equal(32, expected.Length);
        var random = new Random(11);
        var place = PlaceOf("killed");
        var kills = 0;
        var withinEpochs = 0;
        string[]? result = null;
        while (result is null)
        {
            var finished = NewestIn(place);
            using var process = new WatchedProcess(place);
            process.WaitForLine("first step: ");

            // Up to about three epochs, so that the moments lie everywhere: within steps, evaluations and writes.
            if (kills < Kills && !process.WaitForEnd(TimeSpan.FromMilliseconds(random.Next(250))))
            {
                process.Kill();
                kills++;
            }
            else
            {
                process.WaitForEnd(Limit);
                result = ResultOf(process.Lines);
            }

            var first = process.Lines.Single(line => line.StartsWith("first step: ", StringComparison.Ordinal)).Split(' ');
            Assert.Equal(finished, (Number(first[2]), Number(first[3])));
            Assert.True(NewestIn(place).CompareTo(finished) >= 0, "A finished checkpoint is gone.");
            withinEpochs += finished.Step > 0 ? 1 : 0;
        }

        Assert.True(withinEpochs > 0, "No process went on from within an epoch.");
        report.WriteLine($"{kills} kills; {withinEpochs} times gone on from within an epoch; {Directory.GetFiles(place, "*.tmp", SearchOption.AllDirectories).Length} temporary files at the end.");
        Assert.True(kills >= Kills / 2, $"Only {kills} kills met a running process.");
        Assert.Equal(expected, result);
        Assert.Empty(Directory.GetFiles(place, "*.tmp", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void A_signal_ends_it_in_order(string signal)
    {
        var place = PlaceOf("stopped");
        var expected = ResultOf(RunToEnd(PlaceOf("whole")));
        using (var process = new WatchedProcess(place))
        {
            process.WaitForLine("done: 3");
            Command.Run("sh", folder.FullName, "-c", FormattableString.Invariant($"kill -{signal} {process.Id}")).AssertSucceeded();
            Assert.True(process.WaitForEnd(Limit), "The process did not end.");
            Assert.Equal(0, process.ExitCode);
            Assert.Contains(process.Lines, line => line.StartsWith("stopped: ", StringComparison.Ordinal));
        }

        Assert.Equal(expected, ResultOf(RunToEnd(place)));
    }

    [Fact]
    public void A_second_process_is_kept_out_and_a_killed_one_keeps_nobody_out()
    {
        var place = PlaceOf("shared");
        using (var first = new WatchedProcess(place))
        {
            first.WaitForLine("first step: ");
            using var second = new WatchedProcess(place);
            Assert.True(second.WaitForEnd(Limit), "The second process did not end.");
            Assert.NotEqual(0, second.ExitCode);
            Assert.Contains(second.Lines, line => line.Contains("is in use", StringComparison.Ordinal));
            first.Kill();
        }

        using var third = new WatchedProcess(place);
        third.WaitForLine("first step: ");
        third.Kill();
    }

    private static string[] ResultOf(IEnumerable<string> lines) => [.. lines.Where(line => line.StartsWith("result: ", StringComparison.Ordinal))];

    private static List<string> RunToEnd(string place)
    {
        using var process = new WatchedProcess(place);
        Assert.True(process.WaitForEnd(Limit), "The process did not end.");
        Assert.True(process.ExitCode == 0, string.Join('\n', process.Lines));
        return process.Lines;
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

    /// <summary>The program, started; what it writes is kept line by line.</summary>
    private sealed class WatchedProcess : IDisposable
    {
        private readonly Process process;
        private readonly BlockingCollection<string> arriving = [];
        private readonly List<string> lines = [];

        public WatchedProcess(string place)
        {
            var program = Repository.Locate("tests", "Rsg.EndToEnd.Tests", "LongRun", "bin", Repository.Configuration, "net10.0", "LongRun.dll");
            var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } own ? own : "dotnet";
            process = new Process
            {
                StartInfo = new ProcessStartInfo(host, [program, place]) { RedirectStandardOutput = true, RedirectStandardError = true },
            };
            process.OutputDataReceived += (_, line) => Take(line.Data);
            process.ErrorDataReceived += (_, line) => Take(line.Data);
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        public int Id => process.Id;

        public int ExitCode => process.ExitCode;

        public List<string> Lines
        {
            get
            {
                while (arriving.TryTake(out var line))
                {
                    lines.Add(line);
                }

                return lines;
            }
        }

        public void WaitForLine(string start)
        {
            while (arriving.TryTake(out var line, Limit))
            {
                lines.Add(line);
                if (line.StartsWith(start, StringComparison.Ordinal))
                {
                    return;
                }

                Assert.False(process.HasExited && arriving.Count == 0, $"The process ended without '{start}':\n{string.Join('\n', lines)}");
            }

            Assert.Fail($"No line '{start}' in {Limit}:\n{string.Join('\n', lines)}");
        }

        /// <summary>Whether it ended within a time. Then everything that it wrote is in <see cref="Lines"/>.</summary>
        public bool WaitForEnd(TimeSpan time)
        {
            if (!process.WaitForExit(time))
            {
                return false;
            }

            process.WaitForExit();
            return true;
        }

        public void Kill()
        {
            process.Kill();
            process.WaitForExit();
        }

        public void Dispose()
        {
            if (!process.HasExited)
            {
                Kill();
            }

            process.Dispose();
            arriving.Dispose();
        }

        private void Take(string? line)
        {
            if (line is not null)
            {
                arriving.Add(line);
            }
        }
    }
}
