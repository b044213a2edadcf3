namespace Rsg.Testing.SnapshotFiles;

/// <summary>A file that is new (<paramref name="Verified"/> is null) or not what was accepted.</summary>
internal sealed record SnapshotDifference(string VerifiedPath, string ReceivedPath, string? Verified, string Received)
{
    /// <summary>The difference, or null when the file is as accepted: character by character, the byte order mark aside.</summary>
    public static SnapshotDifference? Find(SnapshotFile file, string verifiedPath, string receivedPath)
    {
        var verified = SnapshotEncoding.Read(verifiedPath);
        return string.Equals(verified, file.Text, StringComparison.Ordinal) ? null : new(verifiedPath, receivedPath, verified, file.Text);
    }
}
