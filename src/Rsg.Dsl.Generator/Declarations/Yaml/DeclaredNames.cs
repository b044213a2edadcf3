using Rsg.Dsl.Collections;
using Rsg.Dsl.Naming;

namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>The full names of all classes that files declare, and which file has each first.</summary>
internal sealed class DeclaredNames
{
    private static readonly HashSet<string> Library = new(TypeNames.ShortNames, StringComparer.Ordinal);

    private readonly Dictionary<string, string> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> spellings = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SortedSet<string>> hiding = new(StringComparer.Ordinal);

    public void Add(string fullName, string file)
    {
        if (files.ContainsKey(fullName))
        {
            return;
        }

        files.Add(fullName, file);
        spellings[fullName] = spellings.TryGetValue(fullName, out var count) ? count + 1 : 1;

        // What stands directly in a namespace: types, and the next parts of namespaces below it.
        var space = "";
        foreach (var part in fullName.Split('.'))
        {
            if (Library.Contains(part))
            {
                if (!hiding.TryGetValue(space, out var names))
                {
                    hiding.Add(space, names = new SortedSet<string>(StringComparer.Ordinal));
                }

                names.Add(part);
            }

            space = space.Length == 0 ? part : $"{space}.{part}";
        }
    }

    /// <summary>The file that declares a name first.</summary>
    public string FileOf(string fullName) => files[fullName];

    /// <summary>Whether another name differs from this one only in upper and lower case.</summary>
    public bool HasTwin(string fullName) => spellings[fullName] > 1;

    /// <summary>The names of library types that mean something else in a namespace.</summary>
    public EquatableArray<string> HidingIn(string space) => hiding.TryGetValue(space, out var names) ? names.ToEquatableArray() : [];
}
