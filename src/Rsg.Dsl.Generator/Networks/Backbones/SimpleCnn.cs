using Rsg.Dsl.Networks.Nodes;
using Rsg.Dsl.Networks.Ops;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Networks.Backbones;

/// <summary>
/// A plain network, as Figure 1 of the RSG paper draws one without sizes: convolutions one after another, pools between them, a linear
/// classifier. The sizes are ours: three 3x3 convolutions with batch normalisation, 32, 64 and 128 channels.
/// </summary>
internal sealed class SimpleCnn : IBackbone
{
    private static readonly int[] StageChannels = [32, 64, 128];

    public string Name => "simplecnn";

    public Shape DefaultInput { get; } = Shape.Maps(3, 32, 32);

    /// <summary>Two pools by 2: a smaller image would leave the second nothing to pool.</summary>
    public int SmallestSide => 4;

    public NetworkGraph Build(Shape input, int classes, HeadKind head)
    {
        var network = new NetworkBuilder(Name, "A simple CNN of three convolutions (the RSG paper's Figure 1)", input);
        for (var i = 0; i < StageChannels.Length; i++)
        {
            var number = Invariant.Text(i + 1);
            if (i > 0)
            {
                network.Add("pool" + Invariant.Text(i), Layer.Function(PoolOp.Max(kernel: 2, stride: 2)));
            }

            network.AddStage(
                "stage" + number,
                new Layer("conv" + number, new Conv2dOp(network.Output.Channels, StageChannels[i], kernel: 3, padding: 1)),
                new Layer("bn" + number, new BatchNorm2dOp(StageChannels[i])),
                Layer.Function(new ReluOp()));
        }

        return network.End("fc", head, classes, Initialization.He);
    }
}
