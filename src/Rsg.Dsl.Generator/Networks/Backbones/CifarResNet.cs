using System.Globalization;
using Rsg.Dsl.Networks.Ops;

namespace Rsg.Dsl.Networks.Backbones;

/// <summary>
/// The residual networks for CIFAR (He et al. 2016, section 4.2): 6n + 2 layers, three stages of n blocks with 16, 32 and 64 channels,
/// and shortcuts without parameters (option A).
/// </summary>
internal sealed class CifarResNet(int depth) : IBackbone
{
    private static readonly int[] StageChannels = [16, 32, 64];

    private static readonly Block BasicBlock = new(
        "BasicBlock",
        "Two 3x3 convolutions and a shortcut without parameters (He et al. 2016, option A).",
        Parameters: ["inChannels", "outChannels", "stride"],
        Main:
        [
            new("conv1", new Conv2dOp(Dim.Of("inChannels"), Dim.Of("outChannels"), Kernel: 3, Dim.Of("stride"), Padding: 1)),
            new("bn1", new BatchNorm2dOp(Dim.Of("outChannels"))),
            Layer.Function(new ReluOp()),
            new("conv2", new Conv2dOp(Dim.Of("outChannels"), Dim.Of("outChannels"), Kernel: 3, Stride: 1, Padding: 1)),
            new("bn2", new BatchNorm2dOp(Dim.Of("outChannels"))),
        ],
        Shortcut: new("shortcut", new ZeroPadShortcutOp(Dim.Of("inChannels"), Dim.Of("outChannels"), Dim.Of("stride"))),
        After: [Layer.Function(new ReluOp())]);

    public string Name { get; } = "resnet" + depth.ToString(CultureInfo.InvariantCulture);

    public Shape DefaultInput { get; } = Shape.Maps(3, 32, 32);

    /// <summary>Two down-samplings by 2: a smaller image would leave them nothing to halve.</summary>
    public int SmallestSide => 4;

    public NetworkGraph Build(Shape input, int classes, HeadKind head)
    {
        var blocks = (depth - 2) / 6;

        var stem = Part.Of("stem", input,
        [
            new("conv1", new Conv2dOp(input.Channels, StageChannels[0], Kernel: 3, Stride: 1, Padding: 1)),
            new("bn1", new BatchNorm2dOp(StageChannels[0])),
            Layer.Function(new ReluOp()),
        ]);

        var parts = new List<Part> { stem };
        for (var i = 0; i < StageChannels.Length; i++)
        {
            var before = parts[i].Output;
            var channels = StageChannels[i];
            var stride = i == 0 ? 1 : 2;
            var stage = (i + 1).ToString(CultureInfo.InvariantCulture);
            parts.Add(Part.OfStage(i + 1, "layer" + stage, before, Uses(before.Channels, channels, stride, blocks)));
        }

        var features = parts[parts.Count - 1].Output;
        parts.Add(Part.Of("head", features, [Layer.Function(new GlobalAveragePoolOp()), HeadLayer.Of(head, features.Channels, classes)]));
        return new NetworkGraph($"ResNet-{depth.ToString(CultureInfo.InvariantCulture)} for small images (He et al. 2016, section 4.2)", input, [.. parts]);
    }

    private static Collections.EquatableArray<BlockUse> Uses(int inChannels, int outChannels, int stride, int blocks)
    {
        var first = new BlockUse(BasicBlock, [inChannels, outChannels, stride], Repeat: 1);
        var further = new BlockUse(BasicBlock, [outChannels, outChannels, 1], Repeat: blocks - 1);
        return (first.Arguments.Equals(further.Arguments), further.Repeat) switch
        {
            (true, _) => [first with { Repeat = blocks }],
            (_, 0) => [first],
            _ => [first, further],
        };
    }
}
