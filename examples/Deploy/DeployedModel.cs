using System.Globalization;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Rsg.Data;

namespace Deploy;

/// <summary>What the ONNX file says of its model: everything that a prediction needs beside the graph.</summary>
/// <param name="Name">The name of the model's class.</param>
/// <param name="ClassNames">The names of the classes in the order of the logits; the numbers where none were declared.</param>
/// <param name="Preparation">How images become the graph's input.</param>
/// <param name="LogitScale">What logits are multiplied by before the softmax.</param>
/// <param name="GivesProbabilities">Whether the softmax is in the graph.</param>
internal sealed record DeployedModel(string Name, IReadOnlyList<string> ClassNames, ImagePreparation Preparation, double LogitScale, bool GivesProbabilities)
{
    /// <exception cref="InvalidDataException">The file is not of a model that RsgDsl exported.</exception>
    public static DeployedModel Of(InferenceSession session)
    {
        Dictionary<string, string> metadata = session.ModelMetadata.CustomMetadataMap;
        try
        {
            int[] input = JsonSerializer.Deserialize<int[]>(metadata["input"])!;
            (string output, NodeMetadata shape) = session.OutputMetadata.Single();
            int classes = shape.Dimensions[1];
            string[] names = metadata.TryGetValue("classes", out string? declared)
                ? JsonSerializer.Deserialize<string[]>(declared)!
                : [.. Enumerable.Range(0, classes).Select(label => label.ToString(CultureInfo.InvariantCulture))];
            if (!session.InputMetadata["images"].Dimensions.AsSpan(1).SequenceEqual(input) || names.Length != classes)
            {
                throw new FormatException("its metadata are not those of its graph");
            }

            return new DeployedModel(
                metadata["model"],
                names,
                new ImagePreparation(input[0], input[1], input[2])
                {
                    ShorterSide = int.Parse(metadata["shorter_side"], CultureInfo.InvariantCulture),
                    Statistics = metadata.TryGetValue("normalization", out string? statistics) ? StatisticsOf(statistics) : null,
                },
                double.Parse(metadata["logit_scale"], CultureInfo.InvariantCulture),
                output == "probabilities");
        }
        catch (Exception error) when (error is KeyNotFoundException or JsonException or FormatException or ArgumentException or IndexOutOfRangeException or InvalidOperationException)
        {
            throw new InvalidDataException($"it was not exported by RsgDsl, or by another version of it ({error.Message})", error);
        }
    }

    /// <summary>What is left to do outside of the graph.</summary>
    private static ChannelStatistics? StatisticsOf(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        return root.GetProperty("in_graph").GetBoolean()
            ? null
            : new ChannelStatistics(root.GetProperty("mean").Deserialize<double[]>()!, root.GetProperty("std").Deserialize<double[]>()!);
    }
}
