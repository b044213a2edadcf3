using System.Runtime.InteropServices;
using Rsg.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Inference;

/// <summary>Predicts images with a trained network: from tensors, encoded images, files, or a folder at a time, prepared as evaluation prepares them.</summary>
/// <remarks>
/// <para>Models make one for themselves (<c>CreatePredictor</c>), typed by their classes. It puts the network into evaluation mode, and is safe from several threads as
/// long as nobody trains the network meanwhile. The network stays the caller's.</para>
/// <para>Probabilities are the softmax of the logits times the scale of the loss that the network was trained with: cosines without it would all seem alike.</para>
/// </remarks>
/// <typeparam name="TLabel">A model's enumeration of classes, or the class's number.</typeparam>
public sealed class Predictor<TLabel>
{
    private readonly nn.Module<Tensor, Tensor> network;
    private readonly ImagePreparation preparation;
    private readonly InputWriter writer;
    private readonly Lazy<EncodedImageReader> reader;
    private readonly Func<int, TLabel> labelOf;
    private readonly double logitScale;
    private readonly int top;
    private readonly IReadOnlyList<string>? names;

    /// <summary>Takes a network.</summary>
    /// <param name="network">Maps images (N, C, H, W) to logits (N, classes); predictions are made where its parameters are, in their type.</param>
    /// <param name="preparation">How images become its input; what training varies is left out.</param>
    /// <param name="labelOf">A class by its number.</param>
    /// <param name="logitScale">What logits are multiplied by before the softmax; above 0.</param>
    /// <param name="top">How many classes a prediction ranks, at least 1; all where there are fewer.</param>
    /// <param name="names">The names of the classes, in the order of the logits; <see langword="null"/> where they are the labels' own.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Predictor(
        nn.Module<Tensor, Tensor> network, ImagePreparation preparation, Func<int, TLabel> labelOf, double logitScale = 1, int top = 5, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(preparation);
        ArgumentNullException.ThrowIfNull(labelOf);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(logitScale);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        this.network = network;
        this.preparation = preparation;
        this.labelOf = labelOf;
        this.logitScale = logitScale;
        this.top = top;
        this.names = names;
        writer = new InputWriter(preparation);
        reader = new Lazy<EncodedImageReader>(() => new EncodedImageReader(preparation)); // tensors may have channels that no file has
        network.eval();
    }

    /// <summary>Predicts the image of a file: JPEG, PNG, WebP or BMP.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is not there or no image that can be read; the message names it.</exception>
    /// <exception cref="ArgumentException">The network takes images of channels that no file has.</exception>
    public Prediction<TLabel> Predict(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FilePrediction<TLabel> only = Predict([path])[0];
        return only.Prediction ?? throw new InvalidDataException(only.ToString());
    }

    /// <summary>Predicts an encoded image: the content of a JPEG, PNG, WebP or BMP file.</summary>
    /// <param name="image">The whole content.</param>
    /// <exception cref="InvalidDataException">It is no image that can be read.</exception>
    public Prediction<TLabel> Predict(ReadOnlySpan<byte> image)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor input = Input(1);
        reader.Value.Read(image, Pixels(input));
        return Predict(input)[0];
    }

    /// <summary>Predicts images that are prepared already.</summary>
    /// <param name="images">(N, C, H, W), normalised; on any device.</param>
    /// <returns>One prediction an image.</returns>
    /// <exception cref="ArgumentException">The tensor has another shape.</exception>
    /// <exception cref="NotFiniteNumberException">A logit is infinite or not a number.</exception>
    public Prediction<TLabel>[] Predict(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.dim() != 4 || !images.shape.AsSpan(1).SequenceEqual([preparation.Channels, preparation.Height, preparation.Width]))
        {
            throw new ArgumentException(
                $"Images of shape (N, {preparation.Channels}, {preparation.Height}, {preparation.Width}) were expected; they are ({string.Join(", ", images.shape)}).",
                nameof(images));
        }

        if (images.shape[0] == 0)
        {
            return [];
        }

        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradient = no_grad();
        Tensor? parameter = network.parameters().FirstOrDefault();
        Tensor input = parameter is null ? images : images.to(parameter.dtype, parameter.device);
        Tensor logits = network.call(input).to(ScalarType.Float32, CPU).contiguous();
        int classes = (int)logits.shape[1];
        var predictions = new Prediction<TLabel>[logits.shape[0]];
        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(logits.bytes);
        for (int i = 0; i < predictions.Length; i++)
        {
            predictions[i] = new Prediction<TLabel>(LogitRanking.Of(values.Slice(i * classes, classes), logitScale, top, labelOf, names));
        }

        return predictions;
    }

    /// <summary>Predicts files, some at a time: they are decoded in parallel and predicted together, so that memory holds one batch.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="batchSize">How many at a time; at least 1.</param>
    /// <returns>What each file is taken for, or why it cannot be read, in their order and as they are done.</returns>
    public IEnumerable<FilePrediction<TLabel>> PredictFiles(IEnumerable<string> paths, int batchSize = 64)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        return paths.Chunk(batchSize).SelectMany(Predict);
    }

    /// <summary>Predicts every image of a folder and the folders in it: the files that are named as JPEG, PNG, WebP or BMP.</summary>
    /// <remarks>Sorted by name, a folder's own files first. Hidden files and folders are passed over, and links to folders are not followed.</remarks>
    /// <param name="folder">The folder.</param>
    /// <param name="batchSize">How many at a time; at least 1.</param>
    /// <returns>What each file is taken for, or why it cannot be read, as they are done.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public IEnumerable<FilePrediction<TLabel>> PredictFolder(string folder, int batchSize = 64)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
        }

        return PredictFiles(ImageTree.Images(folder), batchSize);
    }

    private FilePrediction<TLabel>[] Predict(string[] paths)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor inputs = Input(paths.Length);
        int channels = reader.Value.Preparation.Channels;
        var faults = new string?[paths.Length];
        ParallelFor.Run(
            paths.Length,
            Math.Min(paths.Length, Environment.ProcessorCount),
            i =>
            {
                using DecodedImage? image = ImageFileDecoder.Decode(paths[i], channels, writer.NeededWithoutVariation, out faults[i]);
                if (image is not null)
                {
                    writer.Write(image.Image, Pixels(inputs).Slice(i * writer.Size, writer.Size), augmentation: null);
                }
            },
            CancellationToken.None);

        long[] readable = [.. Enumerable.Range(0, paths.Length).Where(i => faults[i] is null).Select(i => (long)i)];
        Prediction<TLabel>[] predictions = Predict(readable.Length == paths.Length ? inputs : inputs.index_select(0, tensor(readable)));
        int next = 0;
        return [.. paths.Select((path, i) => new FilePrediction<TLabel>(path, faults[i] is null ? predictions[next++] : null, faults[i]))];
    }

    private Tensor Input(int count) => zeros([count, preparation.Channels, preparation.Height, preparation.Width], float32);

    private static Span<float> Pixels(Tensor input) => MemoryMarshal.Cast<byte, float>(input.bytes);
}
