namespace Rsg.Dsl.Generator.Tests.Catalogue;

/// <summary>
/// He et al. 2016, Table 1, and Xie et al. 2017, as torchvision builds them: a 7x7 convolution and a pool, then four stages of basic
/// blocks (two 3x3) or bottlenecks (1x1, 3x3, 1x1 to four times the channels); a projection where the shape changes, and the stride
/// on the 3x3 convolution.
/// </summary>
internal static class ExpectedResNet
{
    private const int Expansion = 4;

    public static void WriteBasic(LayerTrace trace, params int[] blocks) => Write(trace, blocks, expansion: 1, (name, channels, stride) =>
    {
        trace.Convolution(name + ".conv1", channels, kernel: 3, stride);
        trace.BatchNorm(name + ".bn1");
        trace.Convolution(name + ".conv2", channels, kernel: 3);
        trace.BatchNorm(name + ".bn2");
    });

    public static void WriteBottleneck(LayerTrace trace, int groups, int groupWidth, params int[] blocks) =>
        Write(trace, blocks, Expansion, (name, channels, stride) =>
        {
            // Group width 64 with one group is the plain bottleneck: as wide as the stage's number says.
            var width = channels * groupWidth / 64 * groups;
            trace.Convolution(name + ".conv1", width, kernel: 1);
            trace.BatchNorm(name + ".bn1");
            trace.Convolution(name + ".conv2", width, kernel: 3, stride, groups);
            trace.BatchNorm(name + ".bn2");
            trace.Convolution(name + ".conv3", channels * Expansion, kernel: 1);
            trace.BatchNorm(name + ".bn3");
        });

    private static void Write(LayerTrace trace, int[] blocks, int expansion, Action<string, int, int> mainPath)
    {
        trace.Convolution("conv1", 64, kernel: 7, stride: 2);
        trace.BatchNorm("bn1");
        trace.Pool(kernel: 3, stride: 2, padding: 1);
        trace.EndPart("stem");
        for (var stage = 1; stage <= 4; stage++)
        {
            var channels = 32 << stage;
            for (var block = 0; block < blocks[stage - 1]; block++)
            {
                var name = FormattableString.Invariant($"layer{stage}.{block}");
                var stride = stage > 1 && block == 0 ? 2 : 1;
                var before = trace.Here;
                mainPath(name, channels, stride);
                if (stride != 1 || before.Channels != channels * expansion)
                {
                    trace.Here = before;
                    trace.Convolution(name + ".downsample.0", channels * expansion, kernel: 1, stride);
                    trace.BatchNorm(name + ".downsample.1");
                }
            }

            trace.EndPart(FormattableString.Invariant($"layer{stage}"), stage);
        }
    }
}
