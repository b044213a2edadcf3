using System.Globalization;
using System.Xml.Linq;
using Rsg.Reporting.Pages;

namespace Rsg.Reporting.Drawing;

/// <summary>Writes a picture as SVG whose colours are those of the page around it.</summary>
internal static class Svg
{
    private static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";

    public static XElement Of(Picture picture) => new(
        Namespace + "svg",
        new XAttribute("viewBox", FormattableString.Invariant($"0 0 {picture.Width} {picture.Height}")),
        new XAttribute("role", "img"),
        new XAttribute("aria-label", Html.Clean(picture.Description)),
        picture.Shapes.Select(Of));

    private static XElement Of(Shape shape) => shape switch
    {
        LineShape line => Element(
            "line", ("x1", line.X1), ("y1", line.Y1), ("x2", line.X2), ("y2", line.Y2), ("style", Stroke(line.Ink, line.Width, line.IsDashed))),
        PathShape path => Element(
            "polyline",
            ("points", string.Join(' ', path.Points.Select(point => Number(point.X) + "," + Number(point.Y)))),
            ("style", Stroke(path.Ink, path.Width, path.IsDashed) + ";fill:none;stroke-linejoin:round;stroke-linecap:round")),
        BoxShape box => Tipped(
            Element("rect", ("x", box.X), ("y", box.Y), ("width", box.Width), ("height", box.Height), ("rx", Math.Min(2, box.Width / 4)), ("style", Fill(box.Ink, box.Opacity))), box.Tip),
        DotShape dot => Tipped(Element("circle", ("cx", dot.X), ("cy", dot.Y), ("r", dot.Radius), ("style", Fill(dot.Ink, 1))), dot.Tip),
        TextShape text => OfText(text),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "There is no such shape."),
    };

    private static XElement OfText(TextShape text)
    {
        XElement element = Element(
            "text",
            ("x", text.X),
            ("y", text.Y),
            ("text-anchor", text.Anchor switch { Anchor.Start => "start", Anchor.Middle => "middle", _ => "end" }),
            ("style", Fill(text.Ink, 1) + ";font-size:" + Number(text.Size) + "px" + (text.IsStrong ? ";font-weight:600" : "")));
        if (text.Angle != 0)
        {
            element.SetAttributeValue("transform", $"rotate({Number(text.Angle)} {Number(text.X)} {Number(text.Y)})");
        }

        element.Add(Html.Clean(text.Text));
        return element;
    }

    private static XElement Element(string name, params (string Name, object Value)[] attributes) => new(
        Namespace + name,
        attributes.Select(attribute => new XAttribute(attribute.Name, attribute.Value is double number ? Number(number) : attribute.Value)));

    private static XElement Tipped(XElement element, string? tip)
    {
        if (tip is not null)
        {
            element.Add(new XElement(Namespace + "title", Html.Clean(tip)));
        }

        return element;
    }

    private static string Stroke(Ink ink, double width, bool isDashed) =>
        $"stroke:var(--{ink.Name});stroke-width:{Number(width)}" + (isDashed ? ";stroke-dasharray:5 4" : "");

    private static string Fill(Ink ink, double opacity) => $"fill:var(--{ink.Name})" + (opacity < 1 ? ";fill-opacity:" + Number(opacity) : "");

    private static string Number(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);
}
