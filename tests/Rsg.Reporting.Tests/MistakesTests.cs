using Rsg.Data;
using SkiaSharp;
using static TorchSharp.torch;

namespace Rsg.Reporting.Tests;

public sealed class MistakesTests
{
    /// <summary>Logits are the mean of the image for class 0 and nothing for class 1.</summary>
    private sealed class BrightIsZero : nn.Module<Tensor, Tensor>
    {
        public BrightIsZero()
            : base(nameof(BrightIsZero))
        {
        }

        public override Tensor forward(Tensor images)
        {
            Assert.False(training);
            Tensor brightness = images.mean([1, 2, 3]);
            return stack([brightness, zeros_like(brightness)], 1);
        }
    }

    /// <summary>Images of one brightness each: 1, -1, 2, -3, 4.</summary>
    private sealed class FlatImages(int channels) : IImageDataset
    {
        private static readonly float[] Values = [1, -1, 2, -3, 4];

        public int Count => Values.Length;

        public int Channels => channels;

        public int Height => 2;

        public int Width => 3;

        public int Classes => 2;

        public IReadOnlyList<int> Labels { get; } = [1, 0, 0, 0, 1];

        public void Read(int index, Span<float> pixels, Random? augmentation) => pixels.Fill(Values[index]);
    }

    [Fact]
    public void The_surest_mistakes_come_first()
    {
        using var network = new BrightIsZero();
        IReadOnlyList<Mistake> mistakes = Mistakes.Find(network, new FlatImages(1), batchSize: 2);

        // 4 is taken for class 0 with 1 / (1 + e^-4), -3 for class 1 with 1 / (1 + e^-3), then 1 and -1; 2 is right.
        Assert.Equal([(1, 0), (0, 1), (1, 0), (0, 1)], mistakes.Select(mistake => (mistake.Label, mistake.Prediction)));
        Assert.Equal([4.0, 3, 1, 1], mistakes.Select(mistake => Math.Log(mistake.Confidence / (1 - mistake.Confidence))), (one, other) => Math.Abs(one - other) < 1e-3);
        Assert.True(network.training);
    }

    [Fact]
    public void Of_too_many_the_surest_are_kept()
    {
        using var network = new BrightIsZero();
        Assert.Equal([(1, 0), (0, 1)], Mistakes.Find(network, new FlatImages(1), count: 2).Select(mistake => (mistake.Label, mistake.Prediction)));
    }

    [Fact]
    public void A_scale_of_the_logits_makes_them_surer()
    {
        using var network = new BrightIsZero();
        double confidence = Mistakes.Find(network, new FlatImages(1), count: 1, logitScale: 2)[0].Confidence;
        Assert.Equal(1 / (1 + Math.Exp(-8)), confidence, 5);
    }

    [Fact]
    public void Images_are_shown_as_they_were_before_they_were_normalised()
    {
        using var network = new BrightIsZero();
        var statistics = new ChannelStatistics([0.5, 0.25, 0], [0.05, 0.1, 0.2]);
        using SKBitmap image = SKBitmap.Decode(Mistakes.Find(network, new FlatImages(3), count: 1, statistics)[0].Png);

        // The surest is 4: 0.5 + 4 * 0.05, 0.25 + 4 * 0.1, 4 * 0.2.
        Assert.Equal((3, 2), (image.Width, image.Height));
        Assert.All(image.Pixels, pixel => Assert.Equal(new SKColor(178, 166, 204), pixel));
    }

    [Fact]
    public void Statistics_of_other_channels_are_refused()
    {
        using var network = new BrightIsZero();
        Assert.Throws<ArgumentException>("statistics", () => Mistakes.Find(network, new FlatImages(1), statistics: ChannelStatistics.Cifar));
    }
}
