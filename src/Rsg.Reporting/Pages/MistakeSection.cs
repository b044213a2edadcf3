using System.Xml.Linq;

namespace Rsg.Reporting.Pages;

/// <summary>Images that the network is wrong about, and sure.</summary>
internal static class MistakeSection
{
    public static XElement? Make(ReportContent content) => content.Options.Mistakes.Count == 0 ? null : Html.Tag(
        "section",
        Html.Tag("h2", content.ComparesRuns ? $"Sure, and wrong: {content.Names[0]}" : "Sure, and wrong"),
        Html.Styled("p", "note", "Images whose class was predicted wrong with the greatest confidence (softmax of the logits)."),
        Html.Styled("div", "gallery", [.. content.Options.Mistakes.Select(mistake => Figure(content.Runs[0], mistake))]));

    private static XElement Figure(ReportedRun run, Mistake mistake)
    {
        (string label, string prediction) = (run.NameOf(mistake.Label), run.NameOf(mistake.Prediction));
        return Html.Tag(
            "figure",
            Html.Tag(
                "img",
                Html.Attribute("src", "data:image/png;base64," + Convert.ToBase64String(mistake.Png)),
                Html.Attribute("alt", $"An image of class {label}, taken for {prediction}")),
            Html.Tag("figcaption", Html.Tag("b", label), " taken for ", Html.Tag("b", prediction), $", {ReportContent.Percent(mistake.Confidence)}"));
    }
}
