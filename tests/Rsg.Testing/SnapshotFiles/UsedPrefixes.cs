using System.Collections.Concurrent;

namespace Rsg.Testing.SnapshotFiles;

/// <summary>The prefixes that tests of this process have used; two tests with one prefix would overwrite each other's files.</summary>
internal sealed class UsedPrefixes
{
    // Some file systems do not tell case apart, so no two tests may differ by case alone.
    private readonly ConcurrentDictionary<string, bool> used = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="InvalidOperationException">The prefix is taken.</exception>
    public void Claim(SnapshotName name)
    {
        if (!used.TryAdd(Path.Combine(name.Directory, name.Prefix), true))
        {
            throw new InvalidOperationException(
                $"The snapshot prefix '{name.Prefix}' is used twice. Name the parameters of a theory in Snapshots.Verify, verify once "
                + "in each test, and give tests of one folder names that differ by more than case.");
        }
    }
}
