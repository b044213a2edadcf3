using System.Globalization;
using System.Text;

namespace Rsg.Data;

/// <summary>Collects the entries of a list of image files together with all that is wrong with them.</summary>
internal sealed class ImageListBuilder
{
    private readonly ImageSource source;
    private readonly FaultLog faults = new();
    private readonly PathList paths = new();
    private readonly List<int> labels = [];
    private readonly List<int> positions = [];
    private readonly Dictionary<ulong, int> firstOfEach = [];

    public ImageListBuilder(ImageSource source) => this.source = source;

    /// <summary>Adds an image, or what is wrong with its label or path.</summary>
    /// <param name="path">Its path relative to the root.</param>
    /// <param name="label">Its class.</param>
    /// <param name="position">Where it stands in the list; <see langword="null"/> where there is no list.</param>
    public void Add(string path, long label, int? position)
    {
        int classes = source.ClassNames.Count;
        if (label < 0 || label >= classes)
        {
            AddFault(
                path, position, string.Create(CultureInfo.InvariantCulture, $"the label of '{path}' is {label}; with {classes} classes it must be 0 to {classes - 1}."));
        }
        else if (PathFault(path, out string plain) is { } reason)
        {
            AddFault(path, position, reason);
        }
        else if (source.List is not null && IsRepeated(plain, out int first))
        {
            AddFault(path, position, $"'{path}' is listed a second time, first at {source.Place?.Invoke(positions[first])}.");
        }
        else
        {
            paths.Add(plain);
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

        var entries = new ImageEntries(paths, [.. labels], source.List is null ? [] : [.. positions]);
        int[] kept = FilesThatExist(entries);
        foreach (int label in Enumerable.Range(0, source.ClassNames.Count).Except(kept.Select(index => labels[index])))
        {
            faults.Add(source.ClassWithoutImage(label));
        }

        if (faults.Count > 0 && source.Faults == FaultPolicy.Stop)
        {
            throw faults.ToException();
        }

        return new ImageFiles(source, entries.Where(kept), preparation, faults);
    }

    private int[] FilesThatExist(ImageEntries entries)
    {
        var reasons = new string?[entries.Labels.Length];
        ParallelFor.Run(reasons.Length, Environment.ProcessorCount, index => reasons[index] = FileFault(entries.Paths[index]), CancellationToken.None);

        var kept = new List<int>(reasons.Length);
        for (int index = 0; index < reasons.Length; index++)
        {
            if (reasons[index] is { } reason)
            {
                AddFault(entries.Paths[index], positions[index], reason);
            }
            else
            {
                kept.Add(index);
            }
        }

        return [.. kept];
    }

    private string? FileFault(string path)
    {
        var file = new FileInfo(source.FullPath(path));
        return !file.Exists ? $"there is no file '{file.FullName}'."
            : file.Length == 0 ? $"the file '{file.FullName}' is empty."
            : null;
    }

    /// <summary>What is wrong with a path before its file is looked for.</summary>
    /// <param name="path">The path as it is written.</param>
    /// <param name="plain">The same path without <c>.</c> and <c>..</c>, by which a second spelling of it is found out.</param>
    private string? PathFault(string path, out string plain)
    {
        plain = path;
        if (path.Length == 0)
        {
            return "the path is empty.";
        }

        if (path.Contains('\0', StringComparison.Ordinal) || !IsUnicode(path))
        {
            return $"'{path.Replace('\0', '\uFFFD')}' has a character that no path can have.";
        }

        if (IsPlain(path))
        {
            return null;
        }

        string full = Path.GetFullPath(source.FullPath(path));
        string inside = Path.EndsInDirectorySeparator(source.Root) ? source.Root : source.Root + Path.DirectorySeparatorChar;
        if (Path.IsPathRooted(path) || !full.StartsWith(inside, StringComparison.Ordinal))
        {
            return $"'{path}' leaves the root folder '{source.Root}'; paths must be relative to it and stay in it.";
        }

        plain = full[inside.Length..];
        return null;
    }

    /// <summary>Whether a path stays in the root as it is written, which is most of what a long list is made of.</summary>
    private static bool IsPlain(string path) =>
        Path.DirectorySeparatorChar == '/'
        && path[0] != '/'
        && path[^1] is not ('/' or '.')
        && !path.Contains("./", StringComparison.Ordinal)
        && !path.Contains("//", StringComparison.Ordinal);

    private static bool IsUnicode(string path)
    {
        if (!path.AsSpan().ContainsAnyInRange('\uD800', '\uFFFF'))
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

    /// <summary>
    /// The entry that has this path already. Paths are told apart by a 64-bit hash (FNV-1a) first; that two different ones share it, which
    /// would hide a repetition, happens in a list of a million with a probability of 3e-8.
    /// </summary>
    private bool IsRepeated(string path, out int first)
    {
        ulong hash = 14695981039346656037;
        foreach (char character in path)
        {
            hash = (hash ^ character) * 1099511628211;
        }

        if (firstOfEach.TryAdd(hash, paths.Count))
        {
            first = paths.Count;
            return false;
        }

        first = firstOfEach[hash];
        return paths[first] == path;
    }
}
