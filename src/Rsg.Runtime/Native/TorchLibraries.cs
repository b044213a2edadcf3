using System.ComponentModel;

namespace Rsg.Native;

/// <summary>
/// Loads the native torch libraries, early and once, so that TorchSharp finds them in the process wherever it runs.
/// docs/native-libraries.md says what is loaded in which order.
/// </summary>
public static class TorchLibraries
{
    private static readonly Lazy<TorchLibraryException?> Failure = new(LoadOnce);

    /// <summary>
    /// Loads libtorch and TorchSharp's native library into the process. Only the first call does anything; every later one, from any
    /// thread, has the same outcome. Rsg.Runtime makes the first call itself as soon as any of its code runs, and keeps a failure for
    /// this method to tell; a program that uses TorchSharp before anything of Rsg.Runtime calls it first.
    /// </summary>
    /// <exception cref="TorchLibraryException">The libraries cannot be loaded; the message says why and what to do.</exception>
    public static void Load()
    {
        if (Failure.Value is { } failure)
        {
            throw new TorchLibraryException(failure.Message, failure.InnerException);
        }
    }

    /// <summary>Does what <see cref="Load"/> does, but keeps a failure for it: for a module initializer, out of which no exception should come.</summary>
    /// <returns>Whether the libraries are loaded.</returns>
    public static bool TryLoad() => Failure.Value is null;

    /// <summary>Does what <see cref="Load"/> does, in front of a base constructor: a module's own would fail in TorchSharp, with another text.</summary>
    /// <param name="moduleName">The module that is being made.</param>
    /// <returns>The same name.</returns>
    /// <exception cref="TorchLibraryException">The libraries cannot be loaded; the message says why and what to do.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static string Require(string moduleName)
    {
        Load();
        return moduleName;
    }

    private static TorchLibraryException? LoadOnce()
    {
        try
        {
            NativeDefaults.Apply();
            string? named = TorchFolders.Named();
            IReadOnlyList<string> program = TorchFolders.OfProgram();
            if (OperatingSystem.IsLinux())
            {
                LinuxTorch.Load(named, program, new LinuxLoader());
            }
            else if (named is not null)
            {
                NamedTorch.Load(named, program);
            }

            return null;
        }
        catch (TorchLibraryException failure)
        {
            return failure;
        }
        catch (Exception failure)
        {
            // Whatever it is: let out of the module initializer, it would make every type of this assembly unusable.
            return new TorchLibraryException($"The native torch libraries cannot be loaded on this system: {failure.Message}", failure);
        }
    }
}
