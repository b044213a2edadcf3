using Rsg.Training;

namespace Rsg.Fuzzing.Targets;

/// <summary>The manifest of a run.</summary>
public sealed class ManifestTarget : FuzzTarget
{
    /// <inheritdoc/>
    public override string Name => "manifest";

    /// <inheritdoc/>
    public override string FileName => "manifest.json";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } = [SeedFile.Of(path => new RunManifest([new("model", "Net"), new("seed", "1")], [new("started", "now")]).Write(path))];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Words => ["{", "}", "\"", ":", ",", "null", "\"settings\":{}", "\"formatVersion\":2", "\\ud800", "[[[[[[[[", "1e999", "\"model\":\"x\","];

    /// <inheritdoc/>
    public override int InputsInTests => 1000;

    /// <inheritdoc/>
    public override bool IsRefusal(Exception failure) => failure is ManifestException;

    /// <inheritdoc/>
    public override void Read(string path)
    {
        RunManifest manifest = RunManifest.Read(path);
        manifest.RequireSame(manifest, path);
    }
}
