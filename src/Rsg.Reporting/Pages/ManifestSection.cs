using System.Xml.Linq;

namespace Rsg.Reporting.Pages;

/// <summary>With what was trained: every value of the runs' manifests, side by side; where those of several runs differ, before all others.</summary>
internal static class ManifestSection
{
    public static XElement Make(ReportContent content)
    {
        string[] faults = [.. Enumerable.Range(0, content.Runs.Length)
            .Where(run => content.Runs[run].ManifestFault is not null)
            .Select(run => (content.ComparesRuns ? content.Names[run] + ": " : "") + content.Runs[run].ManifestFault)];
        string[] keys = [.. content.Runs.SelectMany(run => run.Manifest.Select(entry => entry.Key)).Distinct()];
        return Html.Tag(
            "section",
            Html.Tag("h2", "With what it was trained"),
            faults.Select(fault => Html.Styled("p", "note", fault)),
            content.ComparesRuns ? Compared(content, keys) : Folded(content, "The whole manifest", keys));
    }

    private static object?[] Compared(ReportContent content, string[] keys)
    {
        string[] different = [.. keys.Where(key => Differs(Values(content, key)))];
        return
        [
            different.Length > 0 ? Table(content, different) : keys.Length > 0 ? Html.Styled("p", "note", "Everything in the manifests is the same.") : null,
            Folded(content, "What is the same", [.. keys.Except(different)]),
        ];
    }

    private static XElement? Folded(ReportContent content, string summary, string[] keys) =>
        keys.Length == 0 ? null : Html.Tag("details", Html.Tag("summary", summary), Table(content, keys));

    private static XElement Table(ReportContent content, IEnumerable<string> keys) => Html.Styled("div", "scroll", Html.Tag(
        "table",
        content.ComparesRuns ? Html.Tag("thead", Html.Tag("tr", Html.Styled("th", "name", "Manifest"), content.Names.Select(name => Html.Styled("th", "name", name)))) : null,
        Html.Tag("tbody", keys.Select(key => Row(content, key)))));

    /// <summary>A name that may go on in another line behind each dot.</summary>
    private static IEnumerable<object> Breakable(string key) =>
        key.Split('.').SelectMany((part, place) => place == 0 ? (object[])[Html.Clean(part)] : [".", Html.Tag("wbr"), Html.Clean(part)]);

    private static bool Differs(string?[] values) => values.Distinct().Count() > 1;

    private static string?[] Values(ReportContent content, string key) => [.. content.Runs.Select(run => run.Manifest.FirstOrDefault(entry => entry.Key == key).Value)];

    private static XElement Row(ReportContent content, string key)
    {
        string?[] values = Values(content, key);
        return Html.Tag(
            "tr",
            Html.Styled("th", "key", Html.Attribute("scope", "row"), Breakable(key)),
            values.Select(value => Html.Styled("td", Differs(values) ? "value differs" : "value", value ?? "\u2013")));
    }
}
