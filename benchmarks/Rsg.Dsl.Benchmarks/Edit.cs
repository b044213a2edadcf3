using Rsg.Testing.Generation;

namespace Rsg.Dsl.Benchmarks;

/// <summary>What a person changes between two builds.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Apply">The project after it; its number makes every edit another text.</param>
internal sealed record Edit(string Name, Func<GeneratorInput, int, GeneratorInput> Apply);
