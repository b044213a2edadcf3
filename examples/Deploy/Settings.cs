using System.Globalization;

namespace Deploy;

/// <summary>What the service may be told: <c>--model FILE --max-megabytes 10 --max-megapixels 25 --at-once 2 --urls http://localhost:5080</c>.</summary>
/// <param name="Model">The ONNX file.</param>
/// <param name="MaximumBytes">The longest upload.</param>
/// <param name="MaximumPixels">The largest image; decoding takes 4 bytes a pixel.</param>
/// <param name="AtOnce">How many images are decoded and predicted at one time; others wait.</param>
internal sealed record Settings(string Model, long MaximumBytes, int MaximumPixels, int AtOnce)
{
    /// <exception cref="FormatException">Something is missing or cannot be understood.</exception>
    public static Settings Of(IConfiguration configuration) => new(
        configuration["model"] ?? throw new FormatException("--model FILE is missing: an ONNX file that a model's ExportOnnx wrote."),
        Number(configuration, "max-megabytes", 10, most: 1000) * 1_000_000L,
        Number(configuration, "max-megapixels", 25, most: 67) * 1_000_000,
        Number(configuration, "at-once", Environment.ProcessorCount, most: 1000));

    private static int Number(IConfiguration configuration, string key, int usual, int most)
    {
        string? said = configuration[key];
        return said is null ? usual
            : int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= most ? number
            : throw new FormatException($"--{key} is '{said}'; it must be a whole number from 1 to {most}.");
    }
}
