using System.Collections;
using System.Diagnostics;
using System.Text;

namespace Rsg.EndToEnd.Tests;

/// <summary>A process that ran to its end.</summary>
/// <param name="ExitCode">What it returned.</param>
/// <param name="Output">What it wrote to either stream, in order.</param>
internal sealed record Command(int ExitCode, string Output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>The SDK that these tests run under.</summary>
    public static string Host { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    /// <summary>Runs a command of the SDK, or a program.</summary>
    public static Command Dotnet(string folder, params string[] arguments) => Run(Host, folder, arguments);

    /// <summary>Builds or publishes. No server stays behind that would hold the output open.</summary>
    public static Command DotnetBuild(string folder, params string[] arguments) =>
        Dotnet(folder, [.. arguments, "--nologo", "--disable-build-servers"]);

    public static Command Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A test run inside a build has variables that would lead a second build astray.
        foreach (var name in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(variable => (string)variable.Key))
        {
            if (name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
            {
                start.Environment.Remove(name);
            }
        }

        ProcessTemporaries.Use(start);
        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += Append;
        process.ErrorDataReceived += Append;
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{Path.GetFileName(program)} {string.Join(' ', arguments)} took more than {Limit.TotalMinutes} minutes. It wrote:\n{output}");
        }

        process.WaitForExit();
        return new(process.ExitCode, output.ToString());

        void Append(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is not null)
            {
                lock (output)
                {
                    output.Append(line.Data).Append('\n');
                }
            }
        }
    }

    /// <summary>Fails with all that the process wrote unless it returned 0.</summary>
    public Command AssertSucceeded()
    {
        Assert.True(ExitCode == 0, $"The process returned {ExitCode}. It wrote:\n{Output}");
        return this;
    }
}
