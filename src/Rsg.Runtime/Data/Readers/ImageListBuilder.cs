using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Rsg.Data;

/// <summary>Collects the entries of a list of image files together with all that is wrong with them.</summary>
internal sealed class ImageListBuilder
{
    // A longer list is believed as it is read.
    private const int MostReserved = 1 << 28;
    private const int CheckedTogether = 1024;

    private readonly ImageSource source;
    private readonly FaultLog faults = new();
    private readonly PathList paths = new();
    private readonly List<int> labels = [];
    private readonly List<int> positions = [];
    private readonly PathIndex index;

    public ImageListBuilder(ImageSource source)
    {
        this.source = source;
        index = new PathIndex(paths);
    }

    /// <summary>Makes room at once for the paths of a list.</summary>
    /// <param name="length">Bytes of the list, which are more than those of its paths.</param>
    public void Reserve(long length) => paths.Reserve((int)Math.Min(length, MostReserved));

    /// <summary>Adds an image, or what is wrong with its label or path.</summary>
    /// <param name="path">Its path relative to the root.</param>
    /// <param name="label">Its class.</param>
    /// <param name="position">Where it stands in the list; <see langword="null"/> where there is no list.</param>
    public void Add(ReadOnlySpan<char> path, long label, int? position)
    {
        int classes = source.ClassNames.Count;
        if (label < 0 || label >= classes)
        {
            AddFault(
                path.ToString(),
                position,
                string.Create(CultureInfo.InvariantCulture, $"the label of '{path}' is {label}; with {classes} classes it must be 0 to {classes - 1}."));
        }
        else if (PathFault(path, out ReadOnlySpan<char> plain) is { } reason)
        {
            AddFault(path.ToString(), position, reason);
        }
        else
        {
            paths.Add(plain);
            if (source.List is not null && !index.TryAdd(paths.Count - 1, out int first))
            {
                paths.RemoveLast();
                AddFault(path.ToString(), position, $"'{path}' is listed a second time, first at {source.Place?.Invoke(positions[first])}.");
                return;
            }

            labels.Add((int)label);
            positions.Add(position ?? 0);
        }
    }

    /// <summary>Adds something else that is wrong.</summary>
    public void AddFault(string path, int? position, string reason) => faults.Add(source.Fault(path, position, reason));

    /// <summary>Looks for the files and makes the set.</summary>
    /// <exception cref="InvalidDataException">Something is wrong and shall stop, or no image is left.</exception>
    public ImageFiles Build(ImagePreparation preparation)
    {
        if (source.List is { } list && labels.Count == 0 && faults.Count == 0)
        {
            throw new InvalidDataException($"'{list}' is empty; it names no image.");
        }

        paths.Trim();
        ImageEntries entries = WithFiles(new ImageEntries(paths, [.. labels], source.List is null ? [] : [.. positions]));
        foreach (int label in Enumerable.Range(0, source.ClassNames.Count).Except(entries.Labels))
        {
            faults.Add(source.ClassWithoutImage(label));
        }

        if (faults.Count > 0 && source.Faults == FaultPolicy.Stop)
        {
            throw faults.ToException();
        }

        return new ImageFiles(source, entries, preparation, faults);
    }

    /// <summary>The entries whose files are there; the others are faults.</summary>
    private ImageEntries WithFiles(ImageEntries entries)
    {
        int count = entries.Labels.Length;
        var presence = new FilePresence(source.Root);
        var reasons = new ConcurrentDictionary<int, string>();
        ParallelFor.Run(
            (count + CheckedTogether - 1) / CheckedTogether,
            Environment.ProcessorCount,
            chunk =>
            {
                int end = Math.Min(count, (chunk + 1) * CheckedTogether);
                for (int number = chunk * CheckedTogether; number < end; number++)
                {
                    if (presence.FaultOf(entries.Paths.BytesOf(number)) is { } reason)
                    {
                        reasons[number] = reason;
                    }
                }
            },
            CancellationToken.None);

        if (reasons.IsEmpty)
        {
            return entries;
        }

        foreach ((int number, string reason) in reasons.OrderBy(found => found.Key))
        {
            AddFault(entries.Paths[number], positions[number], reason);
        }

        return entries.Where([.. Enumerable.Range(0, count).Where(number => !reasons.ContainsKey(number))]);
    }

    /// <summary>What is wrong with a path before its file is looked for.</summary>
    /// <param name="path">The path as it is written.</param>
    /// <param name="plain">The same path without <c>.</c> and <c>..</c>, by which a second spelling of it is found out.</param>
    private string? PathFault(ReadOnlySpan<char> path, out ReadOnlySpan<char> plain)
    {
        plain = path;
        if (path.Length == 0)
        {
            return "the path is empty.";
        }

        if (path.Contains('\0') || !IsUnicode(path))
        {
            return $"'{path.ToString().Replace('\0', '\uFFFD')}' has a character that no path can have.";
        }

        if (IsPlain(path))
        {
            return null;
        }

        string full = Path.GetFullPath(source.FullPath(path.ToString()));
        string inside = Path.EndsInDirectorySeparator(source.Root) ? source.Root : source.Root + Path.DirectorySeparatorChar;
        if (Path.IsPathRooted(path) || !full.StartsWith(inside, StringComparison.Ordinal))
        {
            return $"'{path}' leaves the root folder '{source.Root}'; paths must be relative to it and stay in it.";
        }

        plain = full.AsSpan(inside.Length);
        return null;
    }

    /// <summary>Whether a path stays in the root as it is written, which is most of what a long list is made of.</summary>
    private static bool IsPlain(ReadOnlySpan<char> path) =>
        Path.DirectorySeparatorChar == '/'
        && path[0] != '/'
        && path[^1] is not ('/' or '.')
        && path.IndexOf("./") < 0
        && path.IndexOf("//") < 0;

    private static bool IsUnicode(ReadOnlySpan<char> path)
    {
        if (!path.ContainsAnyInRange('\uD800', '\uFFFF'))
        {
            return true;
        }

        foreach (Rune rune in path.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
            {
                return false;
            }
        }

        return true;
    }
}
