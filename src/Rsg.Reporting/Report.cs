using Rsg.Output;
using Rsg.Reporting.Drawing;
using Rsg.Reporting.Pages;

namespace Rsg.Reporting;

/// <summary>Writes what came out of trainings as a page that needs nothing else: no network, no script, no file beside it.</summary>
public static class Report
{
    /// <summary>Writes a report of the run in a folder.</summary>
    /// <param name="runFolder">The folder, with <see cref="ReportedRun.MetricsFileName"/> or checkpoints in it.</param>
    /// <param name="path">The page, by custom <c>report.html</c>; its charts are written beside it once more, as PNG files that begin with its name.</param>
    /// <param name="options">What else is shown; <see langword="null"/> for nothing.</param>
    /// <returns>What is lost or left out, a sentence or two each, as it stands on the page; empty where everything is there.</returns>
    /// <exception cref="IOException">The folder is not there, or a file cannot be written.</exception>
    /// <exception cref="InvalidDataException">Nothing in the folder tells of a training.</exception>
    public static IReadOnlyList<string> Write(string runFolder, string path, ReportOptions? options = null) => Write([ReportedRun.Read(runFolder)], path, options);

    /// <summary>Writes a report that compares the runs in several folders. A folder that cannot be read is left out, and the page says so.</summary>
    /// <param name="runFolders">The folders; at least one.</param>
    /// <param name="path">As above.</param>
    /// <param name="options">As above.</param>
    /// <returns>As above.</returns>
    /// <exception cref="ArgumentException">There is no folder.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="InvalidDataException">None of the folders tells of a training; the message says of each why.</exception>
    public static IReadOnlyList<string> Write(IEnumerable<string> runFolders, string path, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(runFolders);
        var runs = new List<ReportedRun>();
        var leftOut = new List<string>();
        foreach (string folder in runFolders)
        {
            try
            {
                runs.Add(ReportedRun.Read(folder));
            }
            catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
            {
                leftOut.Add($"'{folder}' is left out: {failure.Message}");
            }
        }

        return runs.Count == 0 && leftOut.Count > 0
            ? throw new InvalidDataException(string.Join(" ", leftOut))
            : Write(runs, leftOut, path, options);
    }

    /// <summary>Writes a report of one run, or one that compares several.</summary>
    /// <param name="runs">The runs; at least one.</param>
    /// <param name="path">As above.</param>
    /// <param name="options">As above.</param>
    /// <returns>As above.</returns>
    /// <exception cref="ArgumentException">There is no run.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static IReadOnlyList<string> Write(IEnumerable<ReportedRun> runs, string path, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return Write([.. runs], [], path, options);
    }

    private static IReadOnlyList<string> Write(List<ReportedRun> runs, List<string> leftOut, string path, ReportOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (runs.Count == 0)
        {
            throw new ArgumentException("There is no run to report.", nameof(runs));
        }

        var page = new ReportPage(runs, leftOut, options ?? new ReportOptions());
        string text = Html.Page(page.Make());
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        WriteWhole(path, System.Text.Encoding.UTF8.GetBytes(text));
        foreach ((string name, Picture picture) in page.Pictures)
        {
            WriteWhole(Path.ChangeExtension(path, name + ".png"), Png.Of(picture));
        }

        return page.Notes;
    }

    private static void WriteWhole(string path, byte[] content)
    {
        WholeFile.DeleteLeftovers(path);
        WholeFile.Write(path, stream => stream.Write(content));
    }
}
