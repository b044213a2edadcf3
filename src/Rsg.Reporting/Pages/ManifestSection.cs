using System.Xml.Linq;

namespace Rsg.Reporting.Pages;

/// <summary>With what was trained: every value of the runs' manifests, side by side; where they differ, they are marked.</summary>
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
            keys.Length == 0 ? null : Html.Styled("div", "scroll", Html.Tag(
                "table",
                content.ComparesRuns ? Html.Tag("thead", Html.Tag("tr", Html.Styled("th", "name", "Manifest"), content.Names.Select(name => Html.Styled("th", "name", name)))) : null,
                Html.Tag("tbody", keys.Select(key => Row(content, key))))));
    }

    private static XElement Row(ReportContent content, string key)
    {
        string?[] values = [.. content.Runs.Select(run => run.Manifest.FirstOrDefault(entry => entry.Key == key).Value)];
        bool differs = values.Distinct().Count() > 1;
        return Html.Tag(
            "tr",
            Html.Tag("th", Html.Attribute("scope", "row"), key),
            values.Select(value => Html.Styled("td", differs ? "value differs" : "value", value ?? "\u2013")));
    }
}
