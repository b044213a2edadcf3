namespace Rsg.Output;

/// <summary>Says in all texts with the same words how many images were left out because they could not be read.</summary>
internal static class UnreadImages
{
    /// <summary>The words with a separator before them; nothing where every image was read.</summary>
    public static string After(string separator, long images) => images switch
    {
        0 => "",
        1 => separator + "1 image could not be read",
        _ => $"{separator}{TextTable.Count(images)} images could not be read",
    };
}
