namespace Rsg.Fuzzing;

/// <summary>An input was neither refused nor read as promised.</summary>
public sealed class FindingException(string message) : Exception(message);
