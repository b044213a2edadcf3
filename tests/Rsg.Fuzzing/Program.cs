using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Rsg.Fuzzing;

/// <summary><c>dotnet run --project tests/Rsg.Fuzzing -- TARGET|all [--minutes 10] [--seed 1] [--replay FILE]</c></summary>
internal static class Program
{
    // What was found lies in the folder that the program is started in.
    private const string FindingsFolder = "runs/fuzzing";

    private static int Main(string[] arguments)
    {
        Rsg.Native.TorchLibraries.Load();
        if (arguments.Length == 0)
        {
            Console.Error.WriteLine($"Name a target, or all: {string.Join(", ", FuzzTargets.Names)}.");
            return 2;
        }

        int found = 0;
        foreach (string name in arguments[0] == "all" ? FuzzTargets.Names : [arguments[0]])
        {
            using FuzzTarget target = FuzzTargets.Create(name);
            using var run = new FuzzRun(target);
            if (Option(arguments, "--replay") is { } file)
            {
                Finding? finding = run.Try(File.ReadAllBytes(file));
                Console.WriteLine(finding is null ? $"{name}: nothing is broken." : $"{name}: {finding.What}");
                found += finding is null ? 0 : 1;
                continue;
            }

            var clock = Stopwatch.StartNew();
            var limit = TimeSpan.FromMinutes(double.Parse(Option(arguments, "--minutes") ?? "1", CultureInfo.InvariantCulture));
            int seed = int.Parse(Option(arguments, "--seed") ?? "1", CultureInfo.InvariantCulture);
            IReadOnlyList<Finding> findings = run.Search(seed, _ => clock.Elapsed < limit);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {run.Tried} inputs in {clock.Elapsed.TotalSeconds:F0} s, {run.Accepted} read, {run.Answers} different answers, {findings.Count} findings"));
            foreach (Finding finding in findings)
            {
                Console.WriteLine($"  {Save(finding, target.FileName)}: {finding.What}");
            }

            found += findings.Count;
        }

        return found == 0 ? 0 : 1;
    }

    private static string Save(Finding finding, string fileName)
    {
        string folder = Directory.CreateDirectory(Path.Combine(FindingsFolder, finding.Target)).FullName;
        string path = Path.Combine(folder, Convert.ToHexString(SHA256.HashData(finding.Input))[..8] + Path.GetExtension(fileName));
        File.WriteAllBytes(path, finding.Input);
        return path;
    }

    private static string? Option(string[] arguments, string name)
    {
        int index = Array.IndexOf(arguments, name);
        return index < 0 ? null : index + 1 < arguments.Length ? arguments[index + 1] : throw new ArgumentException($"{name} needs a value.");
    }
}
