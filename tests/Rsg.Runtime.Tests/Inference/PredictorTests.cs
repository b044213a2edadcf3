using Rsg.Data;
using Rsg.Inference;
using Rsg.Runtime.Tests.Data;
using SkiaSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Inference;

public sealed class PredictorTests : IDisposable
{
    private static readonly ImagePreparation Preparation = new(3, 4, 4) { Crop = Crop.Padded, HorizontalFlip = true };

    private readonly TemporaryFolder folder = new();
    private readonly ChannelMeans network = new();

    private enum Color
    {
        Red,
        Green,
        Blue,
    }

    public void Dispose()
    {
        network.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Classes_are_shown_by_their_declared_names()
    {
        var predictor = new Predictor<Color>(network, Preparation, static label => (Color)label, names: ["light red", "green", "sky-blue"], top: 1);

        Prediction<Color> prediction = predictor.Predict(EncodedImages.Plain(new SKColor(51, 51, 255)));

        Assert.Equal((Color.Blue, "sky-blue"), (prediction.Label, prediction.Ranking[0].Name));
        Assert.StartsWith("sky-blue ", prediction.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Probabilities_are_the_softmax_of_the_scaled_logits_of_the_image_as_evaluation_prepares_it()
    {
        // The means of the channels are 1, 0.2 and 0.6, which are the logits.
        byte[] image = EncodedImages.Plain(new SKColor(255, 51, 153));
        File.WriteAllBytes(folder["image.png"], image);
        Predictor<Color> predictor = Predictor(scale: 3);

        Prediction<Color> prediction = predictor.Predict(image);

        double sum = Math.Exp(3) + Math.Exp(0.6) + Math.Exp(1.8);
        Assert.Equal([Color.Red, Color.Blue, Color.Green], prediction.Ranking.Select(static entry => entry.Label));
        Assert.Equal(Math.Exp(3) / sum, prediction.Ranking[0].Probability, 6);
        Assert.Equal(Math.Exp(1.8) / sum, prediction.Ranking[1].Probability, 6);
        Assert.Equal(Math.Exp(0.6) / sum, prediction.Ranking[2].Probability, 6);
        Assert.Equal((Color.Red, prediction.Ranking[0].Probability), (prediction.Label, prediction.Probability));
        Assert.Equal("Red 70.5 %, Blue 21.2 %, Green 6.4 %", new Prediction<Color>([new(Color.Red, 0.705), new(Color.Blue, 0.212), new(Color.Green, 0.0641)]).ToString());
        Assert.Equal(prediction.Ranking.AsEnumerable(), predictor.Predict(folder["image.png"]).Ranking);

    }

    [Fact]
    public void Equal_logits_rank_in_the_order_of_their_classes_and_no_more_classes_are_ranked_than_asked_for()
    {
        Prediction<Color> prediction = Predictor(top: 2).Predict(EncodedImages.Plain(new SKColor(9, 9, 9)));

        Assert.Equal([Color.Red, Color.Green], prediction.Ranking.Select(static entry => entry.Label));
        Assert.Equal(1.0 / 3, prediction.Probability, 6);
    }

    [Fact]
    public void A_folder_is_predicted_in_the_order_of_names_with_what_is_wrong_in_its_place()
    {
        Write("b.png", SKColors.Blue);
        File.WriteAllBytes(folder["c.jpg"], EncodedImages.Of(64, 64, static (x, y) => new SKColor((byte)(x * y), (byte)x, (byte)y), SKEncodedImageFormat.Jpeg)[..^300]);
        Write("d.png", SKColors.Red);
        Directory.CreateDirectory(folder["a"]);
        Write(Path.Combine("a", "e.PNG"), SKColors.Lime);
        File.WriteAllText(folder["notes.txt"], "no image");
        Write(".hidden.png", SKColors.Red);

        foreach (int batchSize in new[] { 1, 3, 64 })
        {
            FilePrediction<Color>[] found = [.. Predictor().PredictFolder(folder.Root, batchSize)];

            Assert.Equal(["b.png", "c.jpg", "d.png", Path.Combine("a", "e.PNG")], found.Select(file => Path.GetRelativePath(folder.Root, file.Path)));
            Assert.Equal([Color.Blue, null, Color.Red, Color.Green], found.Select(static file => file.Prediction?.Label));
            Assert.Equal("is cut short", found[1].Fault);
            Assert.Equal($"'{folder["c.jpg"]}' is cut short.", found[1].ToString());
        }
    }

    [Fact]
    public void A_link_that_leads_round_in_a_circle_is_not_followed()
    {
        Write("b.png", SKColors.Blue);
        Directory.CreateSymbolicLink(folder["loop"], folder.Root);

        Assert.Single(Predictor().PredictFolder(folder.Root));
    }

    [Fact]
    public void What_cannot_be_predicted_is_named()
    {
        Predictor<Color> predictor = Predictor();
        Assert.Contains("missing.png' is not there", Assert.Throws<InvalidDataException>(() => predictor.Predict(folder["missing.png"])).Message, StringComparison.Ordinal);
        Assert.StartsWith("The image is no image", Assert.Throws<InvalidDataException>(() => predictor.Predict("GIF89a"u8)).Message, StringComparison.Ordinal);
        Assert.Throws<DirectoryNotFoundException>(() => predictor.PredictFolder(folder["missing"]));

        using DisposeScope scope = NewDisposeScope();
        Assert.Contains("(N, 3, 4, 4)", Assert.Throws<ArgumentException>("images", () => predictor.Predict(zeros(2, 3, 4, 5))).Message, StringComparison.Ordinal);
        Assert.Contains("class 1", Assert.Throws<NotFiniteNumberException>(() => predictor.Predict(tensor([0f, float.NaN, 0f]).view(1, 3, 1, 1).expand(1, 3, 4, 4))).Message, StringComparison.Ordinal);
        Assert.Empty(predictor.Predict(zeros(0, 3, 4, 4)));
    }

    [Fact]
    public void Many_threads_get_what_one_gets_in_evaluation_mode_and_without_gradients()
    {
        network.train();
        Predictor<Color> predictor = Predictor();
        Assert.False(network.training);
        byte[][] images = [.. Enumerable.Range(0, 64).Select(i => EncodedImages.Plain(new SKColor((byte)(i * 3), (byte)(100 + i), (byte)(255 - (i * 2)))))];
        double[] alone = [.. images.Select(image => predictor.Predict(image).Probability)];

        double[] together = [.. images.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(image => predictor.Predict(image).Probability)];

        Assert.Equal(alone, together);
        Assert.False(network.SawGradients);
    }

    private Predictor<Color> Predictor(double scale = 1, int top = 5) => new(network, Preparation, static index => (Color)index, scale, top);

    private void Write(string name, SKColor color) => File.WriteAllBytes(folder[name], EncodedImages.Plain(color));

    /// <summary>A network whose logits are the means of the channels.</summary>
    private sealed class ChannelMeans() : nn.Module<Tensor, Tensor>(nameof(ChannelMeans))
    {
        public bool SawGradients { get; private set; }

        public override Tensor forward(Tensor input)
        {
            SawGradients |= is_grad_enabled();
            return input.mean([2, 3]);
        }
    }
}
