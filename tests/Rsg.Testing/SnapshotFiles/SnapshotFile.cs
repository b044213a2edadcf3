namespace Rsg.Testing.SnapshotFiles;

/// <summary>One file of a snapshot.</summary>
/// <param name="Suffix">What follows the test's prefix, e.g. <c>#Ns.Model.g</c>; empty for the diagnostics.</param>
/// <param name="Extension">Without a dot.</param>
/// <param name="Text">The content, lines ended by LF.</param>
internal sealed record SnapshotFile(string Suffix, string Extension, string Text);
