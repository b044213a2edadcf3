namespace Rsg.Dsl.Schema;

/// <summary>The two ways to write a name of several words: a file's and an attribute's.</summary>
internal static class Casing
{
    /// <summary>As in <c>maxMargin</c>.</summary>
    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>As in <c>MaxMargin</c>.</summary>
    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
