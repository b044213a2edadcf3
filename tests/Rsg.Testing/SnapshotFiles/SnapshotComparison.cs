namespace Rsg.Testing.SnapshotFiles;

/// <summary>Compares the files of one test with those that were accepted, file by file.</summary>
/// <param name="used">The prefixes of the tests that ran before.</param>
/// <param name="acceptance">Whether differences are accepted instead of reported.</param>
/// <param name="showDifference">Called with the received and the accepted path of every file that differs.</param>
internal sealed class SnapshotComparison(UsedPrefixes used, SnapshotAcceptance acceptance, Action<string, string> showDifference)
{
    /// <summary>Fails the test on a new, a changed and a leftover file, and leaves what was received beside what was accepted.</summary>
    public void Verify(SnapshotName name, IReadOnlyList<SnapshotFile> files)
    {
        used.Claim(name);
        foreach (var path in name.FindReceived())
        {
            File.Delete(path);
        }

        var differences = files
            .Select(file => SnapshotDifference.Find(file, name.VerifiedPath(file), name.ReceivedPath(file)))
            .OfType<SnapshotDifference>()
            .ToList();
        var leftover = name.FindVerified().Except(files.Select(name.VerifiedPath), StringComparer.Ordinal).ToList();
        if (differences.Count == 0 && leftover.Count == 0)
        {
            return;
        }

        if (acceptance.IsGranted)
        {
            Accept(differences, leftover);
            return;
        }

        foreach (var difference in differences)
        {
            SnapshotEncoding.Write(difference.ReceivedPath, difference.Received);
            showDifference(difference.ReceivedPath, difference.VerifiedPath);
        }

        Xunit.Assert.Fail(SnapshotFailure.Describe(name, differences, leftover));
    }

    private static void Accept(List<SnapshotDifference> differences, List<string> leftover)
    {
        foreach (var difference in differences)
        {
            SnapshotEncoding.Write(difference.VerifiedPath, difference.Received);
        }

        leftover.ForEach(File.Delete);
    }
}
