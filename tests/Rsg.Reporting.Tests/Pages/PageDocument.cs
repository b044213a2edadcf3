using System.Xml;
using System.Xml.Linq;

namespace Rsg.Reporting.Tests.Pages;

/// <summary>A written page, read as XML, which it is only where every text is escaped and every element ended.</summary>
internal sealed class PageDocument
{
    private readonly XDocument document;

    public PageDocument(string path)
    {
        Text = File.ReadAllText(path);
        using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        document = XDocument.Load(reader);
    }

    public string Text { get; }

    public IEnumerable<XElement> All => document.Descendants();

    public IEnumerable<XElement> Tags(string name) => All.Where(element => element.Name.LocalName == name);

    /// <summary>The text of the body without marks.</summary>
    public string Words => string.Join(' ', Tags("body").Single().DescendantNodes().OfType<XText>().Select(text => text.Value));

    /// <summary>The cell of a metric, a run and a set, where there is one.</summary>
    public XElement Metric(string key, int run = 0, string split = "test") => Assert.Single(Metrics(key, run, split));

    /// <summary>The cells of a metric, a run and a set, of every epoch that is shown.</summary>
    public IEnumerable<XElement> Metrics(string key, int run = 0, string split = "test") => Tags("td").Where(cell =>
        (string?)cell.Attribute("data-metric") == key && (string?)cell.Attribute("data-run") == $"{run}" && (string?)cell.Attribute("data-split") == split);
}
