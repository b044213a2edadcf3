using System.Globalization;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace Rsg.Reporting.Tests.Pages;

/// <summary>Looks at the page in a browser. Where there is none, the document is read as XML alone, and the output says so.</summary>
public sealed partial class BrowserTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>A script that only the test's copy of the page has: it writes down what the browser made of the page.</summary>
    private const string Probe = """
        <script>
        const shown = document.querySelector('td[data-metric="accuracy"]');
        document.body.dataset.accuracy = shown.innerText;
        document.body.dataset.overflow = document.documentElement.scrollWidth - document.documentElement.clientWidth;
        document.body.dataset.charts = [...document.querySelectorAll('svg')].filter(chart => chart.getBoundingClientRect().height > 100).length;
        document.body.dataset.ink = getComputedStyle(document.querySelector('svg rect')).fill;
        document.body.dataset.section = getComputedStyle(document.querySelector('section')).backgroundColor;
        document.body.dataset.tallest = Math.max(...[...document.querySelectorAll('.matrix tbody tr')].map(row => row.getBoundingClientRect().height));
        const key = document.createRange();
        key.selectNodeContents(document.querySelector('th.key'));
        document.body.dataset.lines = [...key.getClientRects()].filter(part => part.width > 0).length;
        document.body.dataset.loaded = performance.getEntriesByType('resource').length;
        console.log('looked at');
        </script>
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1280)]
    [InlineData(520)]
    public async Task A_browser_shows_the_page_as_it_is_meant(int width)
    {
        string page = folder["report.html"];
        folder.Write("a/manifest.json", """{"circumstances":{"started":"2026-01-02T03:04:05Z, and then a value that would take the whole width of the page from its name"}}""");
        Report.Write([RunFolders.Write(folder["a"], right: 7), RunFolders.Write(folder["b"], classNames: ["a name that is much longer than any column of any table", "<b>dog</b>", "axolotl"])], page);
        var document = new PageDocument(page);
        Assert.Equal("50.0 %", document.Metric("accuracy").Value);
        int charts = document.Tags("svg").Count();
        if (Browser.Path is null)
        {
            output.WriteLine("No browser is installed: the page was read as XML and not looked at.");
            return;
        }

        string copy = folder.Write("looked-at.html", document.Text.Replace("</body>", Probe + "</body>", StringComparison.Ordinal));
        (string shown, string[] messages) = await Browser.Load(copy, folder["profile"], width);

        // The script's own message shows that messages are seen; there is to be no other.
        Assert.Contains("looked at", Assert.Single(messages), StringComparison.Ordinal);
        Assert.Equal("50.0 %", Probed(shown, "accuracy"));
        Assert.InRange(int.Parse(Probed(shown, "overflow"), CultureInfo.InvariantCulture), int.MinValue, 0);
        Assert.Equal(charts, int.Parse(Probed(shown, "charts"), CultureInfo.InvariantCulture));
        Assert.Contains(Probed(shown, "ink"), (string[])["rgb(0, 114, 178)", "rgb(86, 180, 233)"]); // light or dark, as the browser is set
        Assert.Contains(Probed(shown, "section"), (string[])["rgb(255, 255, 255)", "rgb(27, 31, 37)"]);
        Assert.InRange(double.Parse(Probed(shown, "tallest"), CultureInfo.InvariantCulture), 20, 60); // no name is broken into letters
        Assert.InRange(int.Parse(Probed(shown, "lines"), CultureInfo.InvariantCulture), 1, 3); // "circumstances", "." and "started", whole
        Assert.Equal("0", Probed(shown, "loaded"));
    }

    private static string Probed(string document, string name)
    {
        Match body = BodyPattern().Match(document);
        Match value = Regex.Match(body.Value, $"data-{name}=\"([^\"]*)\"");
        Assert.True(value.Success, $"The browser's document has no data-{name}: {body.Value}");
        return value.Groups[1].Value;
    }

    [GeneratedRegex("<body[^>]*>")]
    private static partial Regex BodyPattern();
}
