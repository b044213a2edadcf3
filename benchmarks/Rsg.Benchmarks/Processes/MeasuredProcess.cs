using System.Diagnostics;
using System.Globalization;

namespace Rsg.Benchmarks.Processes;

/// <summary>Runs work in a process of its own, so that no other work warms it up and its memory can be read from outside.</summary>
internal static class MeasuredProcess
{
    /// <summary>The first argument of a child.</summary>
    public const string Argument = "measured";

    /// <summary>Starts this program again with <paramref name="work"/>, and waits for its end.</summary>
    /// <param name="work">A name that <see cref="MeasuredWork"/> knows.</param>
    /// <param name="arguments">What the work is told.</param>
    /// <param name="environment">Variables that the child gets beside those of this process; one without a value is taken away.</param>
    /// <exception cref="InvalidOperationException">The child failed; its errors are on the console.</exception>
    public static Measurement Run(string work, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string?>> environment)
    {
        using Process child = Start([Argument, work, .. arguments], environment);
        var figures = new Dictionary<string, double>();
        var moments = new List<(long Position, long? Bytes)>();
        long? peak = null;
        while (child.StandardOutput.ReadLine() is { } line)
        {
            if (line == Report.DoneLine)
            {
                peak = ResidentMemory.Peak(child.Id);
                child.StandardInput.WriteLine();
            }
            else if (line.StartsWith(Report.MomentStart, StringComparison.Ordinal))
            {
                moments.Add((long.Parse(line[Report.MomentStart.Length..], CultureInfo.InvariantCulture), ResidentMemory.Now(child.Id)));
                child.StandardInput.WriteLine();
            }
            else if (Report.TryReadFigure(line, out string name, out double value))
            {
                figures[name] = value;
            }
            else
            {
                Console.WriteLine(line);
            }
        }

        child.WaitForExit();
        return child.ExitCode == 0
            ? new Measurement(figures, peak, moments)
            : throw new InvalidOperationException($"The process for '{work}' ended with {child.ExitCode}.");
    }

    private static Process Start(IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string?>> environment)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("This process does not know its own program.");
        bool isHost = string.Equals(Path.GetFileNameWithoutExtension(program), "dotnet", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(program, isHost ? [typeof(MeasuredProcess).Assembly.Location, .. arguments] : arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"'{program}' did not start.");
    }
}
