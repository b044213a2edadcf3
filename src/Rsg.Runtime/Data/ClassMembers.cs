namespace Rsg.Data;

/// <summary>Which images of a set belong to each class.</summary>
internal static class ClassMembers
{
    /// <summary>The indices of each class, in the order of the set.</summary>
    public static int[][] Of(IImageDataset dataset)
    {
        var members = new List<int>[dataset.Classes];
        for (int label = 0; label < members.Length; label++)
        {
            members[label] = [];
        }

        for (int index = 0; index < dataset.Count; index++)
        {
            members[dataset.Labels[index]].Add(index);
        }

        return Array.ConvertAll(members, indices => indices.ToArray());
    }
}
