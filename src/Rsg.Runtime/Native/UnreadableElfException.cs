namespace Rsg.Native;

/// <summary>A file is no ELF library of the kind that is read here, or contradicts itself.</summary>
internal sealed class UnreadableElfException(string message) : Exception(message);
