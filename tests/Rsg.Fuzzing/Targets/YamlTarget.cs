using Rsg.Testing.Generation;

namespace Rsg.Fuzzing.Targets;

/// <summary>A model file, through the whole generator: read, planned, emitted, and compiled.</summary>
public sealed class YamlTarget : FuzzTarget
{
    /// <inheritdoc/>
    public override string Name => "yaml";

    /// <inheritdoc/>
    public override string FileName => ModelFiles.FileName;

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds => ModelFiles.Seeds;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Words => ModelFiles.Words;

    /// <inheritdoc/>
    public override TimeSpan TimeLimit => TimeSpan.FromSeconds(20);

    /// <summary>The compiler's, which holds the project.</summary>
    public override long FixedMemory => 1L << 30;

    /// <inheritdoc/>
    public override int InputsInTests => 150;

    /// <inheritdoc/>
    public override bool IsRefusal(Exception failure) => false;

    /// <inheritdoc/>
    public override void Read(string path) => Said = EmittedCode.Check(GeneratorInput.Of("internal class Other;").WithAdditionalFile(FileName, File.ReadAllText(path)));
}
