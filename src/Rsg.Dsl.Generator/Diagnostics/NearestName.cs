namespace Rsg.Dsl.Diagnostics;

/// <summary>Finds the known name that a misspelt one was most likely meant to be.</summary>
internal static class NearestName
{
    /// <summary>A hint to append to a message: <c> Did you mean 'resnet32'?</c>, or nothing where no name is near.</summary>
    public static string Hint(string written, IEnumerable<string> known)
    {
        var nearest = Find(written, known);
        return nearest is null ? "" : $" Did you mean '{nearest}'?";
    }

    /// <summary>The nearest name in place of a text that is none, where one is near.</summary>
    public static Remedy? Remedy(string written, IEnumerable<string> known)
        => Find(written, known) is { } nearest ? new(RemedyKind.ReplaceValue, $"\"{nearest}\"") : null;

    /// <summary>The nearest known name, or <c>null</c> where even that one differs in more than a third of its letters (at least two).</summary>
    public static string? Find(string written, IEnumerable<string> known)
    {
        string? nearest = null;
        var smallest = int.MaxValue;
        foreach (var name in known)
        {
            var distance = Distance(written.ToLowerInvariant(), name.ToLowerInvariant());
            if (distance < smallest && distance <= Math.Max(2, name.Length / 3))
            {
                (nearest, smallest) = (name, distance);
            }
        }

        return nearest;
    }

    /// <summary>The Levenshtein distance; a name that is absurdly long is not compared.</summary>
    private static int Distance(string left, string right)
    {
        if (left.Length > 100)
        {
            return int.MaxValue;
        }

        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substitution = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, 1 + Math.Min(previous[j], current[j - 1]));
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
