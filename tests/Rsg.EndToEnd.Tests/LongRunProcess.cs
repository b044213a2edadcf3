using System.Collections.Concurrent;
using System.Diagnostics;

namespace Rsg.EndToEnd.Tests;

/// <summary>The program of <c>LongRun</c>, started; what it writes is kept line by line.</summary>
internal sealed class LongRunProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly Process process;
    private readonly BlockingCollection<string> arriving = [];
    private readonly List<string> lines = [];

    public LongRunProcess(string place)
    {
        var program = Repository.Locate("tests", "Rsg.EndToEnd.Tests", "LongRun", "bin", BuiltAs.Configuration, "net10.0", "LongRun.dll");
        var start = new ProcessStartInfo(Command.Host, [program, place]) { RedirectStandardOutput = true, RedirectStandardError = true };
        ProcessTemporaries.Use(start);
        process = new Process { StartInfo = start };
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

    /// <summary>What follows from every number of a run, as the process printed it at its end.</summary>
    public static string[] ResultOf(IEnumerable<string> lines) => [.. lines.Where(line => line.StartsWith("result: ", StringComparison.Ordinal))];

    /// <summary>Runs one to its end.</summary>
    /// <returns>All that it wrote.</returns>
    public static List<string> RunToEnd(string place)
    {
        using var process = new LongRunProcess(place);
        process.WaitForEnd();
        Assert.True(process.ExitCode == 0, string.Join('\n', process.Lines));
        return process.Lines;
    }

    /// <summary>Fails where it does not end.</summary>
    public void WaitForEnd() => Assert.True(WaitForEnd(Limit), "The process did not end.");

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
