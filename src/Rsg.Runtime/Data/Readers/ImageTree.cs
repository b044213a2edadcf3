namespace Rsg.Data;

/// <summary>Finds the images of class folders.</summary>
internal static class ImageTree
{
    private static readonly string[] Readable = [".jpg", ".jpeg", ".png", ".webp", ".bmp"];
    private static readonly string[] Unreadable = [".tif", ".tiff", ".gif", ".heic", ".heif", ".avif", ".jp2", ".ppm", ".pgm", ".ico"];

    /// <summary>The names of the folders in a folder, sorted, without hidden ones.</summary>
    public static string[] Folders(string folder) => Sorted(Directory.EnumerateDirectories(folder));

    /// <summary>Adds a fault for each image that lies beside the class folders.</summary>
    public static void AddStrayImages(string root, ImageListBuilder builder)
    {
        foreach (string name in Sorted(Directory.EnumerateFiles(root)).Where(name => HasExtension(name, Readable) || HasExtension(name, Unreadable)))
        {
            builder.AddFault(name, null, $"the image '{Path.Combine(root, name)}' lies in no class folder.");
        }
    }

    /// <summary>Adds the images of a class, sorted by path.</summary>
    public static void AddClass(string root, string name, int label, ImageListBuilder builder)
    {
        var found = new List<string>();
        if (Directory.Exists(Path.Combine(root, name)))
        {
            Collect(root, name, found, builder);
        }

        found.Sort(StringComparer.Ordinal);
        foreach (string path in found)
        {
            builder.Add(path, label, null);
        }
    }

    /// <summary>The paths of all readable images in a folder and the folders in it, sorted. Links to folders are passed over.</summary>
    public static IEnumerable<string> Images(string folder)
    {
        foreach (string name in Sorted(Directory.EnumerateFiles(folder)).Where(name => HasExtension(name, Readable)))
        {
            yield return Path.Combine(folder, name);
        }

        foreach (string name in Folders(folder).Where(name => !IsLink(Path.Combine(folder, name))))
        {
            foreach (string path in Images(Path.Combine(folder, name)))
            {
                yield return path;
            }
        }
    }

    private static void Collect(string root, string folder, List<string> found, ImageListBuilder builder)
    {
        string full = Path.Combine(root, folder);
        foreach (string name in Sorted(Directory.EnumerateFiles(full)))
        {
            string path = $"{folder}/{name}";
            if (HasExtension(name, Readable))
            {
                found.Add(path);
            }
            else if (HasExtension(name, Unreadable))
            {
                builder.AddFault(path, null, $"the image '{Path.Combine(full, name)}' is of a kind that is not read; JPEG, PNG, WebP and BMP are.");
            }
        }

        foreach (string name in Folders(full))
        {
            if (IsLink(Path.Combine(full, name)))
            {
                builder.AddFault($"{folder}/{name}", null, $"'{Path.Combine(full, name)}' is a link to a folder, which is not followed inside of a class.");
            }
            else
            {
                Collect(root, $"{folder}/{name}", found, builder);
            }
        }
    }

    // Followed, it could lead round in a circle.
    private static bool IsLink(string folder) => File.GetAttributes(folder).HasFlag(FileAttributes.ReparsePoint);

    private static string[] Sorted(IEnumerable<string> paths) =>
        [.. paths.Select(path => Path.GetFileName(path)).Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal)];

    private static bool HasExtension(string name, string[] extensions) =>
        extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);
}
