using System.Net;
using System.Text.RegularExpressions;
using Rsg.Reporting.Tests.Pages;
using Xunit.Abstractions;

namespace Rsg.EndToEnd.Tests;

/// <summary>The page of the service in a browser, as wide as a telephone. Where there is no browser it is not looked at, and the output says so.</summary>
public sealed class DeployPageTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>Answers in the place of the service, and writes down what the page looks like at its beginning, with an answer, and after a refusal.</summary>
    private const string Probe = """
        <script>
        async function look() {
          const page = document.querySelector('iframe').contentWindow;
          const at = id => page.document.getElementById(id);
          const note = (name, value) => document.body.dataset[name] = value;
          const display = () => page.getComputedStyle(at('result')).display;
          const overflow = () => page.document.documentElement.scrollWidth - page.document.documentElement.clientWidth;
          const answer = (ok, body) => page.fetch = () => ({ ok, json: () => body });
          note('width', page.innerWidth);
          note('begin', `${display()} ${overflow()}`);
          answer(true, { ranking: [{ label: 'Ankle boot', probability: 1 }, { label: 'x'.repeat(200), probability: 0 }] });
          await page.predict(new page.Blob(['image']));
          const percent = at('ranking').querySelector('span + span');
          note('answer', `${display()} ${overflow()} ${percent.textContent}`);
          const line = page.document.createRange();
          line.selectNodeContents(percent);
          note('lines', line.getClientRects().length);
          answer(false, { detail: 'no image' });
          await page.predict(new page.Blob(['image']));
          note('refusal', `${display()} ${overflow()} ${at('message').textContent}`);
        }
        </script>
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rsg-deploy-page-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_narrow_page_shows_results_only_where_there_are_some_and_never_scrolls_sideways()
    {
        if (Browser.Path is null)
        {
            output.WriteLine("No browser is installed: the page was not looked at.");
            return;
        }

        // In a frame, because a browser's own window cannot be as narrow.
        string page = await File.ReadAllTextAsync(Repository.Locate("examples", "Deploy", "wwwroot", "index.html"));
        string copy = Path.Combine(folder.FullName, "looked-at.html");
        await File.WriteAllTextAsync(copy, $"<!doctype html><body>{Probe}<iframe onload=\"look()\" style=\"width:390px;height:800px;border:0\" srcdoc=\"{WebUtility.HtmlEncode(page)}\"></iframe></body>");
        (string shown, _) = await Browser.Load(copy, Path.Combine(folder.FullName, "profile"), width: 800);

        string body = Regex.Match(shown, "<body[^>]*>").Value;
        Assert.Contains("data-width=\"390\"", body, StringComparison.Ordinal);
        Assert.Contains("data-begin=\"none 0\"", body, StringComparison.Ordinal);
        Assert.Contains("data-answer=\"flex 0 100.0 %\"", body, StringComparison.Ordinal);
        Assert.Contains("data-lines=\"1\"", body, StringComparison.Ordinal);
        Assert.Contains("data-refusal=\"none 0 no image\"", body, StringComparison.Ordinal);
    }
}
