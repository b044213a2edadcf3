using Rsg.Output;
using Rsg.Reporting.Drawing;
using Rsg.Reporting.Pages;

namespace Rsg.Reporting;

/// <summary>Writes what came out of trainings as a page that needs nothing else: no network, no script, no file beside it.</summary>
public static class Report
{
    /// <summary>Writes a report of the run in a folder.</summary>
    /// <param name="runFolder">The folder, with <see cref="ReportedRun.MetricsFileName"/> in it.</param>
    /// <param name="path">The page, by custom <c>report.html</c>; its charts are written beside it once more, as PNG files that begin with its name.</param>
    /// <param name="options">What else is shown; <see langword="null"/> for nothing.</param>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="InvalidDataException">The metrics file is none.</exception>
    public static void Write(string runFolder, string path, ReportOptions? options = null) => Write([ReportedRun.Read(runFolder)], path, options);

    /// <summary>Writes a report that compares the runs in several folders.</summary>
    /// <param name="runFolders">The folders; at least one.</param>
    /// <param name="path">As above.</param>
    /// <param name="options">As above.</param>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="InvalidDataException">A metrics file is none.</exception>
    public static void Write(IEnumerable<string> runFolders, string path, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(runFolders);
        Write(runFolders.Select(ReportedRun.Read), path, options);
    }

    /// <summary>Writes a report of one run, or one that compares several.</summary>
    /// <param name="runs">The runs; at least one.</param>
    /// <param name="path">As above.</param>
    /// <param name="options">As above.</param>
    /// <exception cref="ArgumentException">There is no run.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(IEnumerable<ReportedRun> runs, string path, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReportedRun[] all = [.. runs];
        if (all.Length == 0)
        {
            throw new ArgumentException("There is no run to report.", nameof(runs));
        }

        var page = new ReportPage(all, options ?? new ReportOptions());
        string text = Html.Page(page.Make());
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        WholeFile.WriteText(path, text);
        foreach ((string name, Picture picture) in page.Pictures)
        {
            byte[] png = Png.Of(picture);
            WholeFile.Write(Path.ChangeExtension(path, name + ".png"), stream => stream.Write(png));
        }
    }
}
