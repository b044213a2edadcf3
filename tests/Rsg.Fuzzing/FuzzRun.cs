using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Rsg.Fuzzing;

/// <summary>Tries inputs on a target, each in a file, so that what kills the process lies there afterwards.</summary>
public sealed partial class FuzzRun : IDisposable
{
    // What is kept to make others of: the seeds, and whatever was answered in a way not seen before.
    private const int MostKept = 2000;
    private const int TakenForWords = 1000;
    private const int MostWords = 120;
    private static readonly TimeSpan Hopeless = TimeSpan.FromSeconds(60);

    private readonly FuzzTarget target;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rsg-fuzzing-");
    private readonly HashSet<string> answers = new(StringComparer.Ordinal);
    private readonly Timer watch;

    /// <summary>Takes a target, which stays the caller's.</summary>
    public FuzzRun(FuzzTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        this.target = target;
        watch = new Timer(_ => Environment.FailFast($"{target.Name}: an input takes longer than {Hopeless}; it is '{InputPath}'."));
    }

    /// <summary>Inputs that were tried.</summary>
    public int Tried { get; private set; }

    /// <summary>Inputs that were read, and not refused.</summary>
    public int Accepted { get; private set; }

    /// <summary>Different answers, told apart by their words.</summary>
    public int Answers => answers.Count;

    private string InputPath => Path.Combine(folder.FullName, target.FileName);

    /// <summary>Tries inputs until there are enough, or time is up.</summary>
    /// <param name="seed">Which inputs.</param>
    /// <param name="goesOn">Told how many were tried, says whether there are more.</param>
    /// <returns>What broke something; one for each way to break it.</returns>
    public IReadOnlyList<Finding> Search(int seed, Func<int, bool> goesOn)
    {
        ArgumentNullException.ThrowIfNull(goesOn);
        var mutator = new Mutator(seed, target.Words);
        var kept = target.Seeds.ToList();
        var findings = new Dictionary<string, Finding>(StringComparer.Ordinal);
        foreach (byte[] first in target.Seeds)
        {
            // What is valid is read; else nothing behind the first check would ever be seen.
            if (Try(first) is { } wrong || Accepted < Tried)
            {
                throw new InvalidOperationException($"{target.Name}: a seed is not read. {Answer(target, InputPath)}");
            }
        }

        while (goesOn(Tried))
        {
            int known = answers.Count;
            byte[] input = target.Complete(mutator.Change(kept[mutator.Below(kept.Count)], kept[mutator.Below(kept.Count)]));
            if (Try(input) is { } found)
            {
                findings.TryAdd(Words(found.What), found);
            }
            else if (answers.Count > known && kept.Count < MostKept)
            {
                kept.Add(input);
            }
        }

        return [.. findings.Values];
    }

    /// <summary>Tries one input.</summary>
    /// <returns>What it broke; <see langword="null"/> if nothing.</returns>
    public Finding? Try(byte[] input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Tried++;
        File.WriteAllBytes(InputPath, input);
        string? broken = Measure(input.Length);

        // A machine that was busy for a moment breaks nothing twice.
        broken = broken is null ? null : Measure(input.Length);
        return broken is null ? null : new Finding(target.Name, input, broken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        watch.Dispose();
        folder.Delete(recursive: true);
    }

    private string? Measure(int length)
    {
        watch.Change(Hopeless, Timeout.InfiniteTimeSpan);
        long allocated = GC.GetTotalAllocatedBytes();
        var clock = Stopwatch.StartNew();
        string? answer = Answer(target, InputPath);
        clock.Stop();
        allocated = GC.GetTotalAllocatedBytes() - allocated;
        watch.Change(Timeout.Infinite, Timeout.Infinite);
        if (answer is not null && answer.StartsWith('!'))
        {
            return answer[1..];
        }

        Accepted += answer is null ? 1 : 0;
        answers.Add(Words(answer ?? target.Said));
        long most = target.FixedMemory + (long)target.MemoryPerByte * length;
        return clock.Elapsed > target.TimeLimit ? string.Create(CultureInfo.InvariantCulture, $"Reading {length} bytes took {clock.Elapsed.TotalSeconds:F1} s.")
            : allocated > most ? string.Create(CultureInfo.InvariantCulture, $"Reading {length} bytes asked for {allocated >> 20} MiB; {most >> 20} MiB are allowed.")
            : null;
    }

    /// <summary>Nothing where an input is read, the message where it is refused, and what happened behind a mark else.</summary>
    private static string? Answer(FuzzTarget target, string path)
    {
        try
        {
            target.Read(path);
            return null;
        }
        catch (Exception refusal) when (target.IsRefusal(refusal))
        {
            return refusal.GetType().Name + refusal.Message;
        }
        catch (Exception finding) when (!target.IsRefusal(finding))
        {
            return "!" + (finding is FindingException ? finding.Message : finding);
        }
    }

    /// <summary>A message without what differs with every input.</summary>
    private static string Words(string message)
    {
        string words = VaryingPattern().Replace(message.Length > TakenForWords ? message[..TakenForWords] : message, "_");
        return words.Length > MostWords ? words[..MostWords] : words;
    }

    [GeneratedRegex(@"'[^']*'|\[[^\]]*\]|[\d.,_-]+|:line .*")]
    private static partial Regex VaryingPattern();
}
