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

    public const string Recovery = "recovery";

    /// <summary>A member of lines that the training did not write itself: where they come from.</summary>
    public const string Source = "source";

    public const string CheckpointSource = "checkpoint";

    /// <summary>How every line begins, by which a file is known for one of ours.</summary>
    public static ReadOnlySpan<byte> LineStart => "{\"event\":\""u8;
}
