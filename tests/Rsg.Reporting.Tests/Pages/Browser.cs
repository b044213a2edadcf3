using System.Diagnostics;

namespace Rsg.Reporting.Tests.Pages;

/// <summary>A browser of this machine that runs without a window.</summary>
internal static class Browser
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Where it is; <see langword="null"/> where there is none.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>Loads a page without a network and returns the document as it is then, and what the page said on the browser's console.</summary>
    public static async Task<(string Document, string[] Messages)> Load(string page, string profile, int width)
    {
        var start = new ProcessStartInfo(Path!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--enable-logging=stderr", "--v=0",
                "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9", "--user-data-dir=" + profile, FormattableString.Invariant($"--window-size={width},900"), "--dump-dom", "file://" + page,
            },
        };
        using Process process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            Task<string> document = process.StandardOutput.ReadToEndAsync(patience.Token);
            Task<string> log = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (await document, [.. (await log).Split('\n').Where(line => line.Contains(":CONSOLE", StringComparison.Ordinal))]);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The browser did not load the page within {Patience}.");
        }
    }
}
