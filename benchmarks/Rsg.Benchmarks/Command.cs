namespace Rsg.Benchmarks;

/// <summary>One thing that this program measures.</summary>
/// <param name="Name">The first argument that chooses it.</param>
/// <param name="Purpose">What it measures, in one line.</param>
/// <param name="Options">The arguments that it knows beside its name.</param>
/// <param name="Run">Measures and prints; receives the options that were given.</param>
internal sealed record Command(string Name, string Purpose, string[] Options, Action<IReadOnlyCollection<string>> Run)
{
    public const string Quick = "--quick";
}
