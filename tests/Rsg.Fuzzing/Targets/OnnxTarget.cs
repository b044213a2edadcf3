using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;
using Rsg.Data;
using Rsg.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Fuzzing.Targets;

/// <summary>
/// What a declaration and a caller put into an ONNX file beside the graph: names, sizes, numbers, texts, the operator set. Each line of an input is one of them;
/// what cannot be read as one is left as it is usually.
/// </summary>
public sealed partial class OnnxTarget : FuzzTarget
{
    private const int MostChannels = 8;

    private readonly SessionOptions sessionOptions = new() { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };

    /// <inheritdoc/>
    public override string Name => "onnx";

    /// <inheritdoc/>
    public override string FileName => "said.txt";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } = Texts(
        """
        model DefectNet
        opset 17
        channels 1
        height 8
        width 12
        class scratch
        class a "hole"
        scale 30
        softmax
        channel 0.5 0.25
        text note=made by hand
        text empty=
        """,
        """
        channels 3
        class \u00e4\ud83d\ude00
        channel 0 1
        channel 1e-3 1e3
        channel -1 0.5
        opset 22
        """);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Words =>
    [
        "\nclass ", "\nmodel ", "\ntext ", "=", "\\u0000", "\\ud83d", "\\udc00", "\\u2028", "\\ufffd", "\nsoftmax", "\nopset 15", "\nopset 14", "\ntext model=", "\ntext classes=[]", "\nchannel NaN 1", "\nchannel 0 0",
        "\nchannel 0 1e-320", "\nscale 1e300", "\nscale 1e-320", "\nscale NaN", "\nheight 2147483647", "\nwidth 2147483647", "\n",
    ];

    /// <inheritdoc/>
    public override int InputsInTests => 200;

    /// <summary>Refused is what no file can say: with the message of an argument.</summary>
    public override bool IsRefusal(Exception failure) => failure is ArgumentException;

    /// <inheritdoc/>
    public override void Read(string path)
    {
        string written = path + ".onnx";
        File.Delete(written);
        var said = new Wishes(File.ReadAllLines(path).Select(line => EscapePattern().Replace(line, escape => ((char)Convert.ToUInt16(escape.Groups[1].Value, 16)).ToString())));
        try
        {
            var description = new OnnxDescription(said.Text("model", "Net"), said.ClassCount, said.Number("channels", 1, MostChannels), said.Number("height", 8), said.Number("width", 8))
            {
                ClassNames = said.ClassNames,
                LogitScale = said.Scale,
            };
            var options = new OnnxOptions { Softmax = said.Has("softmax"), Normalize = said.Statistics, Opset = said.Number("opset", 17), Metadata = said.Metadata };
            using var scope = NewDisposeScope();
            using var network = new OneLayer(description.Channels, description.ClassCount);
            OnnxFile.Write(written, network, description, options);
            Require(written, description, options);
        }
        catch (ArgumentException) when (File.Exists(written))
        {
            throw new FindingException("An export was refused, and there is a file.");
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        sessionOptions.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>ONNX Runtime takes the file, and finds in it what was said.</summary>
    private void Require(string written, OnnxDescription description, OnnxOptions options)
    {
        try
        {
            using var session = new InferenceSession(written, sessionOptions);
            int[] sizes = [.. session.InputMetadata.Values.Single().Dimensions.Skip(1)];
            if (!sizes.SequenceEqual([description.Channels, description.Height, description.Width]))
            {
                throw new FindingException("The input has other sizes than were said.");
            }

            Dictionary<string, string> texts = session.ModelMetadata.CustomMetadataMap;
            if (texts["model"] != description.Model || options.Metadata.Any(entry => texts[entry.Key] != entry.Value)
                || (description.ClassNames is { } names && !System.Text.Json.JsonSerializer.Deserialize<string[]>(texts["classes"])!.SequenceEqual(names)))
            {
                throw new FindingException("A text of the file is another one than was said.");
            }

            Said = string.Join(' ', session.OutputMetadata.Keys) + options.Opset.ToString(CultureInfo.InvariantCulture) + (options.Normalize is null) + (description.ClassNames is null);
        }
        catch (OnnxRuntimeException refused)
        {
            throw new FindingException("ONNX Runtime refuses the file: " + refused.Message);
        }
    }

    [GeneratedRegex(@"\\u([0-9a-fA-F]{4})")]
    private static partial Regex EscapePattern();

    /// <summary>The lines of an input: a word, and what it is said to be.</summary>
    private sealed class Wishes(IEnumerable<string> lines)
    {
        private readonly ILookup<string, string> said = lines.Select(line => line.Split(' ', 2)).ToLookup(parts => parts[0], parts => parts.Length > 1 ? parts[1] : "", StringComparer.Ordinal);

        public string[]? ClassNames => Has("class") ? [.. said["class"]] : null;

        public int ClassCount => ClassNames?.Length ?? 2;

        public ChannelStatistics? Statistics => Has("channel") ? new(said["channel"].Select(channel => Real(channel.Split(' ')[0])), said["channel"].Select(channel => Real(channel.Split(' ')[^1]))) : null;

        public Dictionary<string, string> Metadata => said["text"].Select(text => text.Split('=', 2)).DistinctBy(parts => parts[0]).ToDictionary(parts => parts[0], parts => parts[^1]);

        public bool Has(string word) => said.Contains(word);

        public string Text(string word, string usual) => said[word].FirstOrDefault() ?? usual;

        public int Number(string word, int usual, int most = int.MaxValue) => int.TryParse(Text(word, ""), CultureInfo.InvariantCulture, out int number) ? Math.Clamp(number, 1, most) : usual;

        /// <summary>The scale of a loss, which declarations keep above 0.</summary>
        public double Scale => Math.Abs(Real(Text("scale", "1"))) is > 0 and < double.PositiveInfinity and var scale ? scale : 1;

        private static double Real(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out double number) ? number : 1;
    }

    /// <summary>A network of a convolution.</summary>
    private sealed class OneLayer : nn.Module<Tensor, Tensor>, IOnnxModule
    {
        private readonly Conv2d layer;

        public OneLayer(int channels, int classes)
            : base(nameof(OneLayer))
        {
            layer = nn.Conv2d(channels, classes, 1);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => layer.call(input).mean([2, 3]);

        public OnnxTensor Export(OnnxGraph onnx, OnnxTensor input) => onnx.GlobalAvgPool(onnx.Conv(layer, input));
    }
}
