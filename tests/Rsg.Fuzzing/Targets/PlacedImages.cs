namespace Rsg.Fuzzing.Targets;

/// <summary>A folder with the image files that lists name; they are not decoded, and need only be there.</summary>
internal static class PlacedImages
{
    public static string Beside(string path)
    {
        string root = Path.Combine(Path.GetDirectoryName(path)!, "images");
        if (!Directory.Exists(root))
        {
            Directory.CreateDirectory(Path.Combine(root, "a"));
            foreach (string name in new[] { "a/1.png", "a/2.png", "a/with space.png" })
            {
                File.WriteAllBytes(Path.Combine(root, name), [1]);
            }
        }

        return root;
    }

    /// <summary>Requires that no image lies outside the folder.</summary>
    public static void RequireInside(Rsg.Data.ImageFiles set, string root)
    {
        for (int index = 0; index < set.Count; index++)
        {
            if (!Path.GetFullPath(set.PathOf(index)).StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                throw new FindingException($"The path '{set.PathOf(index)}' leaves '{root}'.");
            }
        }
    }
}
