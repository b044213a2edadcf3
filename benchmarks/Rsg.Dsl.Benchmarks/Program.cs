using System.Diagnostics;
using System.Globalization;
using Rsg.Dsl.Analysis;
using Rsg.Dsl.Benchmarks;

// What the generator costs the compiler: a stopwatch around one call of the driver, many times. Drivers and compilations never change, so each
// run starts from the same state. The runs of a project take turns, so that a machine that gets slower or faster does so for all of them;
// where others use the machine too, the least is the steadiest. Times are in milliseconds.
//   dotnet run -c Release --project benchmarks/Rsg.Dsl.Benchmarks [-- [--quick] [a part of a project's name]]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["--first", var wanted])
{
    WarmProject.Start(Subject.All.Single(subject => subject.Name == wanted).Project, out var elapsed);
    Console.WriteLine(elapsed.TotalMilliseconds);
    return;
}

var part = args.FirstOrDefault(static argument => argument != "--quick") ?? "";
var (processes, warmUp, runs) = args.Contains("--quick") ? (1, 3, 5) : (5, 40, 30);
var sizes = new List<string>();

Console.WriteLine($"first: {processes} process(es); the others: {runs} runs each, after {warmUp} that do not count\n");
Console.WriteLine("| project | run | least | median | most |");
Console.WriteLine("|---|---|---:|---:|---:|");
foreach (var subject in Subject.All.Where(subject => subject.Name.Contains(part, StringComparison.OrdinalIgnoreCase)))
{
    Report(subject, "the first in a process", [.. Enumerable.Range(0, processes).Select(_ => FirstInProcess(subject.Name))]);

    var project = WarmProject.Start(subject.Project, out _);
    (string Name, Func<int, TimeSpan> Time)[] variants =
    [
        ("the first, in a warm process", _ => TimeStart(subject)),
        .. subject.Edits.Select(edit => ("after " + edit.Name, (Func<int, TimeSpan>)(run => project.Time(edit, run)))),
        ("the editor's analyzer, over everything", _ => project.Time(new RemedyAnalyzer())),
        ("an analyzer that does nothing, over everything", _ => project.Time(new IdleAnalyzer())),
        ("compiling what was emitted", _ => project.TimeCompiler()),
    ];
    var times = variants.Select(static _ => new List<double>()).ToArray();
    for (var run = 0; run < warmUp + runs; run++)
    {
        for (var i = 0; i < variants.Length; i++)
        {
            GC.Collect();
            var elapsed = variants[i].Time(run).TotalMilliseconds;
            if (run >= warmUp)
            {
                times[i].Add(elapsed);
            }
        }
    }

    for (var i = 0; i < variants.Length; i++)
    {
        Report(subject, variants[i].Name, times[i]);
    }

    // The files of twenty models are those of four, again and again.
    if (project.Files.Length < 10)
    {
        sizes.AddRange(project.Files.Select(file => $"| {subject.Name} | {file.HintName} | {file.SourceText.Lines.Count - 1} | {file.SourceText.Encoding!.GetByteCount(file.SourceText.ToString())} |"));
    }
}

Console.WriteLine("\n| project | file | lines | bytes |");
Console.WriteLine("|---|---|---:|---:|");
sizes.ForEach(Console.WriteLine);

static TimeSpan TimeStart(Subject subject)
{
    WarmProject.Start(subject.Project, out var elapsed);
    return elapsed;
}

static void Report(Subject subject, string what, List<double> times)
{
    times.Sort();
    Console.WriteLine($"| {subject.Name} | {what} | {times[0]:F1} | {times[times.Count / 2]:F1} | {times[^1]:F1} |");
}

static double FirstInProcess(string subject)
{
    using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Subject).Assembly.Location, "--first", subject]) { RedirectStandardOutput = true })!;
    var answer = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return double.Parse(answer, CultureInfo.InvariantCulture);
}
