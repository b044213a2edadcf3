namespace Rsg.Fuzzing;

/// <summary>An input that broke something.</summary>
/// <param name="Target">What read it.</param>
/// <param name="Input">The input.</param>
/// <param name="What">What happened.</param>
public sealed record Finding(string Target, byte[] Input, string What);
