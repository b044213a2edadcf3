namespace Rsg;

/// <summary>The environment variables that take back a choice that was made for speed. Each is read once, before the choice is first made.</summary>
internal static class Switch
{
    /// <summary>Images become channels-last (<see cref="Layers.ChannelsLast"/>).</summary>
    public const string ChannelsLast = "RSG_CHANNELS_LAST";

    /// <summary>The optimizer's step is one native call (<see cref="Optimization.FusedSgdScript"/>).</summary>
    public const string FusedOptimizer = "RSG_FUSED_OPTIMIZER";

    /// <summary>OpenMP and the allocator are told how to behave (<see cref="Native.NativeDefaults"/>).</summary>
    public const string NativeDefaults = "RSG_NATIVE_DEFAULTS";

    /// <summary>Whether a choice is taken back: its variable says <c>off</c>.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="environment">Where variables are read.</param>
    public static bool IsOff(string name, Func<string, string?> environment) =>
        string.Equals(environment(name), "off", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a choice is taken back in this process.</summary>
    /// <param name="name">The variable.</param>
    public static bool IsOff(string name) => IsOff(name, Environment.GetEnvironmentVariable);
}
