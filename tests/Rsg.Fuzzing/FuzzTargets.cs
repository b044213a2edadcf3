using Rsg.Fuzzing.Targets;

namespace Rsg.Fuzzing;

/// <summary>All targets.</summary>
public static class FuzzTargets
{
    private static readonly Func<FuzzTarget>[] All =
    [
        static () => new YamlTarget(),
        static () => new ModelFileTarget(),
        static () => new AttributesTarget(),
        static () => new SafetensorsTarget(),
        static () => new CheckpointTarget(),
        static () => new ManifestTarget(),
        static () => new IdxTarget(),
        static () => new CifarTarget(),
        static () => new ListTarget(),
        static () => new INaturalistTarget(),
        static () => new ImageTarget(),
        static () => new MetricsTarget(),
        static () => new OnnxTarget(),
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["yaml", "model-file", "attributes", "safetensors", "checkpoint", "manifest", "idx", "cifar", "list", "inaturalist", "image", "metrics", "onnx"];

    /// <summary>Makes a target, which is the caller's to dispose.</summary>
    /// <exception cref="ArgumentException">None has this name.</exception>
    public static FuzzTarget Create(string name)
    {
        int index = Names.ToList().IndexOf(name);
        return index < 0 ? throw new ArgumentException($"There is no target '{name}'. There are: {string.Join(", ", Names)}.", nameof(name)) : All[index]();
    }
}
