using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Rsg.Native;

/// <summary>Runs before any other code of Rsg.Runtime.</summary>
internal static class ModuleStart
{
    /// <remarks>
    /// A failure is kept for <see cref="TorchLibraries.Load"/>, not thrown: what needs no torch (class counts, attributes) must still
    /// work, and an exception from here would come out as a TypeInitializationException that hides the reason.
    /// </remarks>
    [ModuleInitializer]
    [SuppressMessage(
        "Usage",
        "CA2255:The 'ModuleInitializer' attribute should not be used in libraries",
        Justification = "The native libraries must be in the process before TorchSharp's static constructor looks for them.")]
    internal static void LoadTorch() => TorchLibraries.TryLoad();
}
