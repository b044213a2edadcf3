using Rsg.Data;

namespace Rsg.Dsl.Generator.Tests.Running;

/// <summary>Images that a set leaves out, as an emitted trainer reports them.</summary>
[Collection(WholeProcess.Collection)]
public sealed class SkippedImagesTests
{
    [Fact]
    public void An_epoch_reports_its_own_also_where_one_before_it_was_broken_off()
    {
        var model = CompiledModel.Of("Backbone(\"resnet8\", Classes = 3, Channels = 1, Height = 8, Width = 8)", "CrossEntropyLoss", "Train(Epochs = 3, BatchSize = 4)");
        var images = new Holes(new StripedImages([6, 4, 3])) { IsHole = index => index is 2 or 11 };
        using var trainer = model.CreateTrainer(model.CreateNetwork(), images);

        var first = trainer.TrainEpoch();
        Assert.Equal((11, 2L), (first.Images, first.SkippedImages));

        images.IsHole = index => index != 5 ? true : throw new InvalidDataException("broken off");
        Assert.ThrowsAny<Exception>(() => trainer.TrainEpoch());

        images.IsHole = index => index is 7;
        var second = trainer.TrainEpoch();
        Assert.Equal((1, 12, 1L), (second.Epoch, second.Images, second.SkippedImages));
    }

    private sealed class Holes(StripedImages images) : IImageDataset
    {
        public required Func<int, bool> IsHole { get; set; }

        public int Count => images.Count;

        public int Channels => images.Channels;

        public int Height => images.Height;

        public int Width => images.Width;

        public int Classes => images.Classes;

        public IReadOnlyList<int> Labels => images.Labels;

        public void Read(int index, Span<float> pixels, Random? augmentation) => images.Read(index, pixels, augmentation);

        public bool TryRead(int index, Span<float> pixels, Random? augmentation)
        {
            if (IsHole(index))
            {
                return false;
            }

            Read(index, pixels, augmentation);
            return true;
        }
    }
}
