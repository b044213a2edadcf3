namespace Rsg.Native;

/// <summary>
/// Loads the native torch libraries, early and once, so that TorchSharp finds them in the process wherever it runs.
/// docs/native-libraries.md says what is loaded in which order.
/// </summary>
public static class TorchLibraries
{
    private static readonly Lazy<TorchLibraryException?> Failure = new(TryLoad);

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

    /// <summary>Does what <see cref="Load"/> does, and keeps a failure for it.</summary>
    internal static void LoadEarly() => _ = Failure.Value;

    private static TorchLibraryException? TryLoad()
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
