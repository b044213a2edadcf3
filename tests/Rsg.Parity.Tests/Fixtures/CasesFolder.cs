namespace Rsg.Parity.Tests.Fixtures;

/// <summary>The folder of the recorded cases: the one beside the tests, or the one that RSG_PARITY_DIR names.</summary>
public static class CasesFolder
{
    private const string Variable = "RSG_PARITY_DIR";

    public static string Path { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? Check(named)
            : System.IO.Path.Combine(AppContext.BaseDirectory, "Cases");

    public static IReadOnlyList<string> Files(string pattern) =>
        [.. Directory.GetFiles(Path, pattern).Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    // A test host runs in a folder of its own, so that a relative path would mean another one than its writer thinks.
    private static string Check(string named) => System.IO.Path.IsPathRooted(named) && Directory.Exists(named)
        ? named
        : throw new InvalidOperationException($"{Variable} must be the absolute path of an existing folder; it is '{named}'.");

    public static string Locate(string file) => System.IO.Path.Combine(Path, file);
}
