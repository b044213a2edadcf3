using Rsg.Testing.SnapshotFiles;

namespace Rsg.Testing;

/// <summary>A file of the repository that is written from its sources, and committed because others read it.</summary>
public static class WrittenFile
{
    /// <summary>Fails unless the file has this text; with <c>RSG_ACCEPT_SNAPSHOTS=1</c>, writes it.</summary>
    public static void Verify(string path, string text)
    {
        var committed = File.Exists(path) ? File.ReadAllText(path) : "";
        if (committed == text)
        {
            return;
        }

        if (SnapshotAcceptance.FromEnvironment().IsGranted)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        var name = Path.GetFileName(path);
        Xunit.Assert.Fail(
            $"{name} is not what its sources say. If that is meant, run the test once more with {SnapshotAcceptance.Variable}=1.\n\n"
            + SnapshotDiff.Write("committed " + name, "written " + name, committed, text));
    }
}
