using System.Globalization;
using System.Text;
using Rsg.Dsl.Declarations;

namespace Rsg.Dsl.Emission;

/// <summary>
/// Names the generated files of a model. The compiler takes few characters in such a name and does not tell case apart, while a model may
/// have any name that C# allows; where the two differ, a number made of the full name keeps the files apart.
/// </summary>
internal static class HintName
{
    /// <summary>The first part of the names of a model's files: <c>Demo.LongTail</c>.</summary>
    public static string Of(ModelType type)
    {
        var fullName = (type.Namespace.Length == 0 ? type.Name : $"{type.Namespace}.{type.Name}").Replace("@", "");
        var plain = new StringBuilder(fullName.Length);
        foreach (var character in fullName)
        {
            plain.Append(char.IsLetterOrDigit(character) || character == '.' ? character : '_');
        }

        var name = plain.ToString();
        var isOwn = name + ".g.cs" != StartupEmitter.HintName && !type.HasCaseTwin && name.Replace('_', '.') == fullName.Replace('_', '.');
        return isOwn ? name : $"{name}-{Number(fullName)}";
    }

    // FNV-1a: equal in every process, unlike string.GetHashCode.
    private static string Number(string text)
    {
        var hash = text.Aggregate(2166136261u, static (hash, character) => unchecked((hash ^ character) * 16777619u));
        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
