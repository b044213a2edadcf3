using Rsg.Weights;

namespace Rsg.Dsl.Generator.Tests.Running;

/// <summary>Checkpoints of a test, each with a name; deleted in the end.</summary>
internal sealed class CheckpointFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rsg-test-");

    /// <summary>A place for the folder of a run.</summary>
    public string Run => Path.Combine(folder.FullName, "run");

    public string PathOf(string name) => Path.Combine(folder.FullName, name + ".ckpt");

    /// <summary>Every tensor and text, and then every byte: the first names what differs.</summary>
    public void AssertSame(string expected, string actual)
    {
        using var one = SafetensorsFile.Open(PathOf(expected));
        using var other = SafetensorsFile.Open(PathOf(actual));
        Assert.Equal(one.Metadata["position"], other.Metadata["position"]);
        Assert.Equal(one.Entries.Select(entry => entry.Name), other.Entries.Select(entry => entry.Name));
        Assert.Equal([], one.Entries.Where(entry => !one.Read(entry.Name).bytes.SequenceEqual(other.Read(entry.Name).bytes)).Select(entry => entry.Name));
        Assert.True(File.ReadAllBytes(PathOf(expected)).AsSpan().SequenceEqual(File.ReadAllBytes(PathOf(actual))), "Two checkpoints differ in their bytes.");
    }

    public void Dispose() => folder.Delete(recursive: true);
}
