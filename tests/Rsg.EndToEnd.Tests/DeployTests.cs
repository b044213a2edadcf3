using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rsg.EndToEnd.Tests;

/// <summary>A model that an example trains and exports, served by the other one: over HTTP, from upload to label.</summary>
[Trait("Category", "Long")]
[Collection(ModelFilesExampleUsers.Name)]
public sealed partial class DeployTests(ModelFilesExample example) : IDisposable
{
    private static readonly string[] Classes = ["T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rsg-deploy-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Serves_what_was_exported_and_refuses_what_is_no_image()
    {
        string model = example.Exported;
        await using Service service = await Service.StartAsync("--model", model, "--max-megabytes", "1", "--max-megapixels", "1");
        HttpClient client = service.Client;

        JsonElement described = await client.GetFromJsonAsync<JsonElement>("/model");
        Assert.Equal("OwnNet", described.GetProperty("name").GetString());
        Assert.Equal(Classes, described.GetProperty("classes").Deserialize<string[]>()!);
        Assert.Equal([1, 28, 28], described.GetProperty("input").Deserialize<int[]>()!);
        Assert.Contains("<title>", await client.GetStringAsync("/"), StringComparison.Ordinal);

        byte[] image = BitmapFile.Of(28, red: 200, green: 120, blue: 40);
        JsonElement body = await Answer(client.PostAsync("/predict?top=10", Image(image)));
        double[] probabilities = [.. body.GetProperty("ranking").EnumerateArray().Select(entry => entry.GetProperty("probability").GetDouble())];
        Assert.Equal(Classes.Order(StringComparer.Ordinal), body.GetProperty("ranking").EnumerateArray().Select(entry => entry.GetProperty("label").GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(1, probabilities.Sum(), 6);
        Assert.Equal(probabilities.OrderDescending(), probabilities);
        Assert.Equal((body.GetProperty("ranking")[0].GetProperty("label").GetString(), probabilities[0]), (body.GetProperty("label").GetString(), body.GetProperty("probability").GetDouble()));

        using var form = new MultipartFormDataContent { { new ByteArrayContent(image), "image", "../../etc/name.bmp" } };
        JsonElement sameImage = await Answer(client.PostAsync("/predict", form));
        Assert.Equal(body.GetProperty("label").GetString(), sameImage.GetProperty("label").GetString());
        Assert.Equal(5, sameImage.GetProperty("ranking").GetArrayLength());

        await Refused(client, Image(image[..^20]), HttpStatusCode.UnprocessableEntity, "is cut short");
        await Refused(client, Image("<script>alert(1)</script>"u8.ToArray()), HttpStatusCode.UnprocessableEntity, "no image that can be read");
        await Refused(client, Image(BitmapFile.Claiming(4000, image)), HttpStatusCode.UnprocessableEntity, "at most 1000000 pixels");
        await Refused(client, Image(new byte[1_000_001]), HttpStatusCode.RequestEntityTooLarge, "too large");
        await Refused(client, new StringContent("hello"), HttpStatusCode.UnsupportedMediaType, "Send an image");
        await Refused(client, new MultipartFormDataContent { { new StringContent("hello"), "image" } }, HttpStatusCode.BadRequest, "has 0 files");
        await Refused(client, Image(image), HttpStatusCode.BadRequest, "'top' is '0'", "/predict?top=0");
        await Refused(client, Image(image), HttpStatusCode.BadRequest, "'top' is 'all'", "/predict?top=all");
        var cutForm = new ByteArrayContent("--a"u8.ToArray()) { Headers = { ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=a") } };
        await Refused(client, cutForm, HttpStatusCode.BadRequest, "Unexpected end");

        // Two of one port.
        Command second = Command.Dotnet(folder.FullName, Service.Program, "--model", model, "--urls", client.BaseAddress!.ToString());
        Assert.Equal(1, second.ExitCode);
        Assert.Matches("^error: [^\n]*address already in use[^\n]*\n$", second.Output);

        // And it still works after all of that, for many at once.
        JsonElement[] many = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Answer(client.PostAsync("/predict", Image(image)))));
        Assert.All(many, answer => Assert.Equal(body.GetProperty("probability").GetDouble(), answer.GetProperty("probability").GetDouble()));

        // All these requests have written nothing; what is left to read are the lines of the start.
        Assert.DoesNotContain("Request", await service.StopAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--model FILE is missing")]
    [InlineData("cannot be served", "--model", "wrong.onnx")]
    [InlineData("--at-once is '0'", "--model", "wrong.onnx", "--at-once", "0")]
    public void Says_what_is_wrong_with_its_arguments(string error, params string[] arguments)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "wrong.onnx"), "no model");

        Command run = Command.Dotnet(folder.FullName, [Service.Program, .. arguments]);

        Assert.Equal(1, run.ExitCode);
        Assert.Matches($"^error: .*{Regex.Escape(error)}", run.Output);
        Assert.DoesNotContain("   at ", run.Output, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> Answer(Task<HttpResponseMessage> sent)
    {
        using HttpResponseMessage response = await sent;
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private static async Task Refused(HttpClient client, HttpContent content, HttpStatusCode status, string words, string address = "/predict")
    {
        using HttpResponseMessage response = await client.PostAsync(address, content);
        JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(words, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static ByteArrayContent Image(byte[] content) => new(content) { Headers = { ContentType = new MediaTypeHeaderValue("image/bmp") } };

    /// <summary>The example as a process, on a port that the system chose.</summary>
    private sealed partial class Service : IAsyncDisposable
    {
        private readonly Process process;

        private readonly Task<string> written;

        private Service(Process process, Task<string> written, Uri address)
        {
            this.process = process;
            this.written = written;
            Client = new HttpClient { BaseAddress = address };
        }

        public static string Program { get; } = ExampleProgram.PathOf("Deploy");

        public HttpClient Client { get; }

        public static async Task<Service> StartAsync(params string[] arguments)
        {
            var start = new ProcessStartInfo(Command.Host, [Program, .. arguments, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true };
            ProcessTemporaries.Use(start);
            var process = Process.Start(start)!;
            var written = new List<string>();
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                written.Add(line);
                if (AddressPattern().Match(line) is { Success: true } match)
                {
                    // Read on, so that the process never waits for a full pipe.
                    return new Service(process, process.StandardOutput.ReadToEndAsync(), new Uri(match.Value));
                }
            }

            throw new InvalidOperationException($"The service ended before it listened:\n{string.Join('\n', written)}");
        }

        /// <summary>Ends it and returns what it wrote after its address.</summary>
        public async Task<string> StopAsync()
        {
            process.Kill();
            await process.WaitForExitAsync();
            return await written;
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await StopAsync();
            process.Dispose();
        }

        [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
        private static partial Regex AddressPattern();
    }
}
