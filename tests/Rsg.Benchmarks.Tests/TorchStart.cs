using System.Runtime.CompilerServices;
using Rsg.Native;

namespace Rsg.Benchmarks.Tests;

/// <summary>Tests use TorchSharp before anything of Rsg.Runtime; a failure then stops them with the reason.</summary>
internal static class TorchStart
{
    [ModuleInitializer]
    internal static void Load() => TorchLibraries.Load();
}
