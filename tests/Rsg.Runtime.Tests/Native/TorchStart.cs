using System.Runtime.CompilerServices;

namespace Rsg.Native;

/// <summary>Tests use TorchSharp before anything of Rsg.Runtime. A failure is told by <see cref="LoadedTorchTests"/>.</summary>
internal static class TorchStart
{
    [ModuleInitializer]
    internal static void Load() => TorchLibraries.TryLoad();
}
