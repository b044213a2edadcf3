namespace Rsg.Training;

/// <summary>The versions of what a training runs on, for files that are read later.</summary>
internal static class SoftwareVersion
{
    /// <summary>This library, with its version.</summary>
    public static string Runtime { get; } = "Rsg.Runtime " + Of(typeof(SoftwareVersion));

    /// <summary>TorchSharp, with its version.</summary>
    public static string TorchSharp { get; } = "TorchSharp " + Of(typeof(TorchSharp.torch));

    private static string Of(Type type) => type.Assembly.GetName().Version?.ToString(fieldCount: 3) ?? "?";
}
