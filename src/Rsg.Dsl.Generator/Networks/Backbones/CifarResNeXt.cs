using Rsg.Dsl.Networks.Nodes;
using Rsg.Dsl.Networks.Ops;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Networks.Backbones;

/// <summary>
/// The aggregated residual networks for CIFAR (Xie et al. 2017, section 5.3): 9n + 2 layers in three stages of n bottlenecks with grouped
/// convolutions. Layout and names are those of the released code.
/// </summary>
/// <param name="depth">How many layers have weights: 9n + 2.</param>
/// <param name="groups">How many groups the 3x3 convolutions have.</param>
/// <param name="width">How many channels a group has in the first stage; each further stage doubles them.</param>
internal sealed class CifarResNeXt(int depth, int groups, int width) : IBackbone
{
    private const int StemChannels = 64;
    private const int FirstOutChannels = 256;
    private const int Stages = 3;

    private static readonly Initialization Start = new HeStart(CountsOutputs: true, ZeroesBiases: true);

    private static readonly Block Bottleneck = MakeBottleneck();

    public string Name { get; } = $"resnext{Invariant.Text(depth)}_{Invariant.Text(groups)}x{Invariant.Text(width)}d";

    public Shape DefaultInput { get; } = Shape.Maps(3, 32, 32);

    /// <summary>Two down-samplings by 2: a smaller image would leave them nothing to halve.</summary>
    public int SmallestSide => 4;

    public NetworkGraph Build(Shape input, int classes, HeadKind head)
    {
        var form = $"{Invariant.Text(groups)}x{Invariant.Text(width)}d";
        var network = new NetworkBuilder(Name, $"ResNeXt-{Invariant.Text(depth)} {form} for small images (Xie et al. 2017, section 5.3)", input);
        network.Add(
            "stem",
            new Layer("conv_1_3x3", new Conv2dOp(input.Channels, StemChannels, kernel: 3, padding: 1)),
            new Layer("bn_1", new BatchNorm2dOp(StemChannels)),
            Layer.Function(new ReluOp()));
        for (var i = 0; i < Stages; i++)
        {
            var name = "stage_" + Invariant.Text(i + 1);
            network.AddStage(name, Stage(name, network.Output.Channels, groups * width << i, FirstOutChannels << i, stride: i == 0 ? 1 : 2));
        }

        return network.End("classifier", head, classes, Start);
    }

    private BlockStack Stage(string name, int inChannels, int innerChannels, int outChannels, int stride) => BlockStack.Residual(
        name,
        Bottleneck,
        (depth - 2) / 9,
        first: [inChannels, innerChannels, outChannels, stride, groups],
        further: [outChannels, innerChannels, outChannels, 1, groups]);

    private static Block MakeBottleneck()
    {
        var (inChannels, innerChannels, outChannels) = (Dim.Of("inChannels"), Dim.Of("innerChannels"), Dim.Of("outChannels"));
        var (stride, groups) = (Dim.Of("stride"), Dim.Of("groups"));
        var main = Sequence.Of(
            new Layer("conv_reduce", new Conv2dOp(inChannels, innerChannels, kernel: 1)),
            new Layer("bn_reduce", new BatchNorm2dOp(innerChannels)),
            Layer.Function(new ReluOp()),
            new Layer("conv_conv", new Conv2dOp(innerChannels, innerChannels, kernel: 3, stride, padding: 1, groups)),
            new Layer("bn", new BatchNorm2dOp(innerChannels)),
            Layer.Function(new ReluOp()),
            new Layer("conv_expand", new Conv2dOp(innerChannels, outChannels, kernel: 1)),
            new Layer("bn_expand", new BatchNorm2dOp(outChannels)));
        var shortcut = Shortcut.WithConvolution("downsample", inChannels, outChannels, stride);
        return new Block(
            "ResNeXtBottleneck",
            "1x1, grouped 3x3 and 1x1 convolutions beside the identity, or a projection where the shape changes.",
            ["inChannels", "innerChannels", "outChannels", "stride", "groups"],
            Sequence.Of(
                Branches.Of(Merge.Add, new Branch("main", main), new Branch("residual", shortcut)),
                Layer.Function(new ReluOp())));
    }
}
