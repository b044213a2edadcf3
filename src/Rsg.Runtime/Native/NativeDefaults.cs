using System.Runtime.InteropServices;

namespace Rsg.Native;

/// <summary>
/// Two settings of the C library that make training faster, given before the first torch call and only where the user has not
/// decided otherwise. RSG_NATIVE_DEFAULTS=off leaves both alone.
/// </summary>
internal static partial class NativeDefaults
{
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MapThreshold = -3;

    // Turns of libgomp's waiting loop before a thread sleeps: what an idle machine gains from spinning, and little of what a busy one loses.
    private const string SpinCount = "2000";

    /// <summary>What is to be set, going by the environment variables that the user gave.</summary>
    /// <param name="BriefWaits">
    /// OpenMP threads spin while they wait; where anything else wants the processor, one training step then takes several times as
    /// long. Where they sleep at once, waking them costs an idle machine. docs/performance.md has the measurements between the two.
    /// </param>
    /// <param name="KeepMemory">
    /// glibc gives large blocks back to the system as soon as they are freed, so each step's activations are mapped and cleared anew.
    /// </param>
    internal readonly record struct Choice(bool BriefWaits, bool KeepMemory);

    public static void Apply()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        Choice choice = Choose(Environment.GetEnvironmentVariable);
        try
        {
            if (choice.BriefWaits)
            {
                // libgomp reads the C library's environment, which .NET's own setter does not change, when it is loaded. Its own count goes
                // before the policy, which is for a libtorch that was built with another OpenMP.
                _ = SetVariable("OMP_WAIT_POLICY", "PASSIVE", overwrite: 0);
                _ = SetVariable("GOMP_SPINCOUNT", SpinCount, overwrite: 0);
            }

            if (choice.KeepMemory)
            {
                // Older versions of glibc refuse more than 32 MiB. Without a threshold of its own, the two settings below would fix it at 128 KiB.
                if (SetAllocator(MapThreshold, 1 << 30) == 0)
                {
                    _ = SetAllocator(MapThreshold, 32 << 20);
                }

                _ = SetAllocator(TrimThreshold, int.MaxValue);
                _ = SetAllocator(TopPad, 64 << 20);
            }
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library than glibc: it has neither the cost nor the setting.
        }
    }

    internal static Choice Choose(Func<string, string?> environment)
    {
        if (Switch.IsOff(Switch.NativeDefaults, environment))
        {
            return default;
        }

        bool allocatorTuned = IsSet("MALLOC_MMAP_THRESHOLD_") || IsSet("MALLOC_TRIM_THRESHOLD_") || IsSet("MALLOC_TOP_PAD_")
            || (environment("GLIBC_TUNABLES") ?? "").Contains("glibc.malloc.", StringComparison.Ordinal);
        return new Choice(BriefWaits: !IsSet("OMP_WAIT_POLICY") && !IsSet("GOMP_SPINCOUNT"), KeepMemory: !allocatorTuned);

        bool IsSet(string variable) => !string.IsNullOrEmpty(environment(variable));
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetAllocator(int parameter, int value);
}
