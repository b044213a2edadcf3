using Microsoft.ML.OnnxRuntime;
using Rsg.Data;

namespace Deploy;

/// <summary>Predicts images with an exported model. Can be used by several threads at once.</summary>
internal sealed class OnnxClassifier : IDisposable
{
    private const string Input = "images";

    private readonly InferenceSession session;
    private readonly EncodedImageReader reader;
    private readonly string output;

    /// <param name="path">The ONNX file.</param>
    /// <param name="maximumPixels">The most pixels that an image may have.</param>
    /// <exception cref="InvalidDataException">The file is no such model; the message names it.</exception>
    public OnnxClassifier(string path, int maximumPixels)
    {
        try
        {
            session = new InferenceSession(path);
            Model = DeployedModel.Of(session);
        }
        catch (Exception error) when (error is OnnxRuntimeException or InvalidDataException)
        {
            session?.Dispose();
            throw new InvalidDataException($"'{path}' cannot be served: {error.Message}", error);
        }

        output = session.OutputMetadata.Keys.Single();
        reader = new EncodedImageReader(Model.Preparation) { MaximumPixels = maximumPixels };
    }

    public DeployedModel Model { get; }

    /// <summary>The most probable classes of an image, the most probable first.</summary>
    /// <param name="image">The content of an image file.</param>
    /// <param name="top">How many.</param>
    /// <exception cref="InvalidDataException">It is no image that can be read.</exception>
    public IReadOnlyList<ClassProbability> Predict(ReadOnlySpan<byte> image, int top)
    {
        ImagePreparation size = reader.Preparation;
        var input = new float[reader.Size];
        reader.Read(image, input);

        using OrtValue images = OrtValue.CreateTensorValueFromMemory(input, [1, size.Channels, size.Height, size.Width]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> results = session.Run(options, [Input], [images], [output]);
        double[] probabilities = Probabilities(results[0].GetTensorDataAsSpan<float>());
        return [.. probabilities.Select((probability, label) => new ClassProbability(Model.ClassNames[label], probability)).OrderByDescending(entry => entry.Probability).Take(top)];
    }

    public void Dispose() => session.Dispose();

    private double[] Probabilities(ReadOnlySpan<float> values)
    {
        var probabilities = new double[values.Length];
        float largest = float.NegativeInfinity;
        foreach (float value in values)
        {
            largest = Math.Max(largest, value);
        }

        for (int label = 0; label < values.Length; label++)
        {
            probabilities[label] = Model.GivesProbabilities ? values[label] : Math.Exp(Model.LogitScale * (values[label] - largest));
        }

        double sum = probabilities.Sum();
        if (!double.IsFinite(sum))
        {
            throw new InvalidOperationException("The model gives numbers that are not finite.");
        }

        return Array.ConvertAll(probabilities, value => value / sum);
    }
}

/// <summary>A class and how probable the model finds it, in [0, 1].</summary>
internal sealed record ClassProbability(string Label, double Probability);
