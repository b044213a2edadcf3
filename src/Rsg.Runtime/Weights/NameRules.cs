namespace Rsg.Weights;

/// <summary>The rules of <see cref="WeightsLoadOptions"/>, checked: names, and beginnings of names that end with a dot.</summary>
internal sealed class NameRules
{
    private readonly WeightsLoadOptions options;

    public NameRules(WeightsLoadOptions options)
    {
        foreach (var (from, to) in options.Rename)
        {
            if (RenameProblem(from, to) is { } problem)
            {
                throw new ArgumentException(problem, nameof(options));
            }
        }

        foreach (var name in options.Leave.Concat(options.Keep))
        {
            if (string.IsNullOrWhiteSpace(name))
            {
                throw new ArgumentException("A name to leave or to keep is empty, which would stand for nothing or for everything.", nameof(options));
            }
        }

        this.options = options;
    }

    public string Rename(string name)
    {
        foreach (var (from, to) in options.Rename)
        {
            if (IsBeginning(from) ? name.StartsWith(from, StringComparison.Ordinal) : name == from)
            {
                name = to + name[from.Length..];
            }
        }

        return name;
    }

    public bool IsLeft(string name) => Matches(options.Leave, name);

    public bool IsKept(string name) => Matches(options.Keep, name);

    private static bool Matches(IEnumerable<string> rules, string name) =>
        rules.Any(rule => IsBeginning(rule) ? name.StartsWith(rule, StringComparison.Ordinal) : name == rule);

    private static bool IsBeginning(string rule) => rule.Length == 0 || rule.EndsWith('.');

    private static string? RenameProblem(string? from, string? to) =>
        from is null || to is null ? "A name to be renamed, or its new name, is null."
        : IsBeginning(from) != IsBeginning(to) ? $"'{from}' cannot be renamed to '{to}': the beginning of names (empty, or with a dot at its end) becomes another beginning, a whole name another name."
        : null;
}
