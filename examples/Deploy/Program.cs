using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Deploy;
using Microsoft.AspNetCore.Http.Features;
using MinDataRate = Microsoft.AspNetCore.Server.Kestrel.Core.MinDataRate;

const int MostWaiting = 100;
const int MostClasses = 100;

WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

Settings settings;
OnnxClassifier classifier;
try
{
    settings = Settings.Of(builder.Configuration);
    classifier = new OnnxClassifier(settings.Model, settings.MaximumPixels);
}
catch (Exception error) when (error is FormatException or InvalidDataException)
{
    Console.Error.WriteLine($"error: {error.Message}");
    return 1;
}

builder.WebHost.ConfigureKestrel(server =>
{
    server.Limits.MaxRequestBodySize = settings.MaximumBytes;
    server.Limits.MaxConcurrentConnections = 2 * MostWaiting;
    server.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 20_000, gracePeriod: TimeSpan.FromSeconds(5));
});
builder.Services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = settings.MaximumBytes);
builder.Services.AddProblemDetails();

// An upload may be slow, and only what is there waits for its turn.
using var turns = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = settings.AtOnce, QueueLimit = MostWaiting });
using (classifier)
{
    await using WebApplication app = builder.Build();
    app.UseExceptionHandler();
    app.UseStatusCodePages();
    app.UseDefaultFiles();
    app.UseStaticFiles();
    app.MapGet("/model", () => Results.Ok(Described(classifier.Model)));
    app.MapPost("/predict", async (HttpRequest request, CancellationToken cancelled, string top = "5") =>
    {
        if (!int.TryParse(top, NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count is < 1 or > MostClasses)
        {
            return Results.Problem($"'top' is '{top}'; it must be a whole number from 1 to {MostClasses}.", statusCode: StatusCodes.Status400BadRequest);
        }

        try
        {
            byte[] image = await UploadedImage.ReadAsync(request, cancelled);
            using RateLimitLease turn = await turns.AcquireAsync(cancellationToken: cancelled);
            if (!turn.IsAcquired)
            {
                return Results.Problem($"{MostWaiting} images are waiting already; try again later.", statusCode: StatusCodes.Status503ServiceUnavailable);
            }

            long begun = Stopwatch.GetTimestamp();
            IReadOnlyList<ClassProbability> ranking = classifier.Predict(image, count);
            return Results.Ok(new { ranking[0].Label, ranking[0].Probability, Ranking = ranking, Stopwatch.GetElapsedTime(begun).TotalMilliseconds });
        }
        catch (BadHttpRequestException error)
        {
            return Results.Problem(error.Message, statusCode: error.StatusCode);
        }
        catch (InvalidDataException error)
        {
            return Results.Problem(error.Message, statusCode: StatusCodes.Status422UnprocessableEntity);
        }
    }).DisableAntiforgery();
    try
    {
        await app.StartAsync();
    }
    catch (Exception error) when (error is IOException or SocketException or FormatException or InvalidOperationException)
    {
        // A port that another program has or that is not allowed, an address that is none.
        Console.Error.WriteLine($"error: {error.Message}");
        return 1;
    }

    await app.WaitForShutdownAsync();
    return 0;
}

static object Described(DeployedModel model) => new
{
    model.Name,
    Classes = model.ClassNames,
    Input = new[] { model.Preparation.Channels, model.Preparation.Height, model.Preparation.Width },
};
