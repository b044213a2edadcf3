using DiffEngine;

namespace Rsg.Testing.SnapshotFiles;

/// <summary>Whether this run may overwrite accepted snapshots with what it received.</summary>
/// <param name="Asked">Whether <c>RSG_ACCEPT_SNAPSHOTS</c> is 1.</param>
/// <param name="OnBuildServer">Whether nobody is there who could look at the difference.</param>
internal sealed record SnapshotAcceptance(bool Asked, bool OnBuildServer)
{
    public const string Variable = "RSG_ACCEPT_SNAPSHOTS";

    /// <exception cref="InvalidOperationException">It was asked for on a build server.</exception>
    public bool IsGranted => !Asked ? false : !OnBuildServer ? true : throw new InvalidOperationException(
        $"{Variable} is set on a build server (CI is set, or one was detected). Snapshots are accepted where a person looks at them.");

    public static SnapshotAcceptance FromEnvironment() => new(
        Environment.GetEnvironmentVariable(Variable) == "1",
        !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")) || BuildServerDetector.Detected);
}
