using System.Globalization;

namespace Rsg.Benchmarks.Processes;

/// <summary>The memory of another process, as the kernel counts it: pages that are in memory, those of mapped libraries included.</summary>
internal static class ResidentMemory
{
    /// <summary>The most that the process has held so far, in bytes; null where the system does not tell.</summary>
    public static long? Peak(int process) => Read(process, "VmHWM:");

    /// <summary>What the process holds now, in bytes; null where the system does not tell.</summary>
    public static long? Now(int process) => Read(process, "VmRSS:");

    private static long? Read(int process, string field)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        string file = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/status");
        string line = File.ReadLines(file).First(line => line.StartsWith(field, StringComparison.Ordinal));
        string kibibytes = line[field.Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
        return long.Parse(kibibytes, CultureInfo.InvariantCulture) * 1024;
    }
}
