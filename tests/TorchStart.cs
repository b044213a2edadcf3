using System.Runtime.CompilerServices;
using Rsg.Native;

namespace Rsg.Testing;

/// <summary>Tests use TorchSharp before anything of Rsg.Runtime; a failure then stops them with the reason.</summary>
internal static class TorchStart
{
    [ModuleInitializer]
    internal static void Load() => TorchLibraries.Load();
}
