namespace Rsg.Dsl.Networks;

/// <summary>What arrived at an op is not what it can work with. <see cref="ShapeInference"/> turns it into a report; it never leaves this folder.</summary>
/// <param name="message">What arrived and what was expected.</param>
/// <param name="key">The key of the op that is to blame, where it is one.</param>
internal sealed class ShapeException(string message, string? key = null) : Exception(message)
{
    public string? Key { get; } = key;
}
