using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Rsg.Reporting.Pages;

/// <summary>Makes elements of a page. All text goes through <see cref="Clean"/>; what it says is never read as markup, because elements are objects here, not texts.</summary>
internal static class Html
{
    private static readonly XmlWriterSettings Settings = new() { OmitXmlDeclaration = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.None };

    private const int ZeroWidthNonJoiner = 0x200c;
    private const int ZeroWidthJoiner = 0x200d;

    // An element that is empty is written with its end, except where HTML has none.
    private static readonly string[] VoidElements = ["meta", "img", "br", "wbr"];

    /// <summary>An element with attributes (<see cref="XAttribute"/>), elements and texts.</summary>
    public static XElement Tag(string name, params object?[] content)
    {
        var element = new XElement(name, content.Select(part => part is string text ? Clean(text) : part));
        if (element.IsEmpty && !VoidElements.Contains(name))
        {
            element.Add("");
        }

        return element;
    }

    /// <summary>An element of a class.</summary>
    public static XElement Styled(string name, string cssClass, params object?[] content) => Tag(name, [Attribute("class", cssClass), .. content]);

    public static XAttribute Attribute(string name, string value) => new(name, Clean(value));

    /// <summary>A text without what no page may hold (control characters, halves of characters) and without what turns its direction around.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            clean.Append(rune.Value switch
            {
                '\t' or '\n' or '\r' => " ",
                ZeroWidthNonJoiner or ZeroWidthJoiner => rune.ToString(), // parts of words and of emoji
                0xfffe or 0xffff => "\ufffd",
                _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate ? "\ufffd" : rune.ToString(),
            });
        }

        return clean.ToString();
    }

    /// <summary>The text of a page.</summary>
    public static string Page(XElement html)
    {
        var text = new StringBuilder("<!DOCTYPE html>\n");
        using (var writer = XmlWriter.Create(text, Settings))
        {
            html.Save(writer);
        }

        return text.Append('\n').ToString();
    }
}
