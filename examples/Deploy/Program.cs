using System.Diagnostics;
using Deploy;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.RateLimiting;

const string AtOnce = "at-once";
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

builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = settings.MaximumBytes);
builder.Services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = settings.MaximumBytes);
builder.Services.AddProblemDetails();
builder.Services.AddRateLimiter(limiter =>
{
    limiter.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
    limiter.AddConcurrencyLimiter(AtOnce, options => (options.PermitLimit, options.QueueLimit) = (settings.AtOnce, MostWaiting));
});

using (classifier)
{
    WebApplication app = builder.Build();
    app.UseStatusCodePages();
    app.UseRateLimiter();
    app.UseDefaultFiles();
    app.UseStaticFiles();
    app.MapGet("/model", () => Results.Ok(Described(classifier.Model)));
    app.MapPost("/predict", async (HttpRequest request, CancellationToken cancelled, int top = 5) =>
    {
        if (top is < 1 or > MostClasses)
        {
            return Results.Problem($"'top' is {top}; it must be from 1 to {MostClasses}.", statusCode: StatusCodes.Status400BadRequest);
        }

        try
        {
            byte[] image = await UploadedImage.ReadAsync(request, cancelled);
            long begun = Stopwatch.GetTimestamp();
            IReadOnlyList<ClassProbability> ranking = classifier.Predict(image, top);
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
    }).RequireRateLimiting(AtOnce).DisableAntiforgery();
    app.Run();
    return 0;
}

static object Described(DeployedModel model) => new
{
    model.Name,
    Classes = model.ClassNames,
    Input = new[] { model.Preparation.Channels, model.Preparation.Height, model.Preparation.Width },
};
