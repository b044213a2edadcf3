namespace Rsg.Balancing;

/// <summary>Which images of a set belong to each class.</summary>
internal static class ClassMembers
{
    /// <summary>The indices of each class, ascending; none of a class that does not occur.</summary>
    /// <param name="labels">The label of every image, each in [0, <paramref name="classes"/>).</param>
    /// <param name="classes">Number of classes.</param>
    public static int[][] Of(IReadOnlyList<int> labels, int classes)
    {
        var members = new List<int>[classes];
        for (int label = 0; label < classes; label++)
        {
            members[label] = [];
        }

        for (int image = 0; image < labels.Count; image++)
        {
            members[labels[image]].Add(image);
        }

        return Array.ConvertAll(members, images => images.ToArray());
    }
}
