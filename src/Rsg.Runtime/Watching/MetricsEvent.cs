namespace Rsg.Watching;

/// <summary>The kinds of lines of a metrics file: what its <c>event</c> says.</summary>
internal static class MetricsEvent
{
    public const string Key = "event";

    public const string Start = "start";

    public const string Phase = "phase";

    public const string Step = "step";

    public const string Epoch = "epoch";

    public const string Evaluation = "evaluation";

    public const string End = "end";

    /// <summary>How every line begins, by which a file is known for one of ours.</summary>
    public static ReadOnlySpan<byte> LineStart => "{\"event\":\""u8;
}
