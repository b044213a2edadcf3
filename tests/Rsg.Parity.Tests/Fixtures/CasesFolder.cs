namespace Rsg.Parity.Tests.Fixtures;

/// <summary>The folder of the recorded cases: the one beside the tests, or the one that RSG_PARITY_DIR names.</summary>
public static class CasesFolder
{
    public static string Path { get; } =
        Environment.GetEnvironmentVariable("RSG_PARITY_DIR") is { Length: > 0 } named
            ? named
            : System.IO.Path.Combine(AppContext.BaseDirectory, "Cases");

    public static IReadOnlyList<string> Files(string pattern) =>
        [.. Directory.GetFiles(Path, pattern).Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public static string Locate(string file) => System.IO.Path.Combine(Path, file);
}
