namespace Rsg.Native;

/// <summary>
/// The native torch libraries could not be loaded. The message is one paragraph that says which file failed, why, and what to do.
/// </summary>
public sealed class TorchLibraryException : DllNotFoundException
{
    /// <summary>An exception without a reason.</summary>
    public TorchLibraryException()
    {
    }

    /// <summary>An exception with its reason.</summary>
    public TorchLibraryException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its reason and what caused it.</summary>
    public TorchLibraryException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
