namespace Rsg.Dsl.Generator.Tests.Catalogue;

/// <summary>
/// He et al. 2016, section 4.2: 6n + 2 layers in three stages of n blocks, two 3x3 convolutions and two batch norms a block, shortcuts
/// without parameters. Names as in the released code.
/// </summary>
internal static class ExpectedCifarResNet
{
    public static void Write(LayerTrace trace, int depth)
    {
        trace.Convolution("conv1", 16, kernel: 3);
        trace.BatchNorm("bn1");
        trace.EndPart("stem");
        for (var stage = 1; stage <= 3; stage++)
        {
            for (var block = 0; block < (depth - 2) / 6; block++)
            {
                var name = FormattableString.Invariant($"layer{stage}.{block}");
                var channels = 8 << stage;
                trace.Convolution(name + ".conv1", channels, kernel: 3, stride: stage > 1 && block == 0 ? 2 : 1);
                trace.BatchNorm(name + ".bn1");
                trace.Convolution(name + ".conv2", channels, kernel: 3);
                trace.BatchNorm(name + ".bn2");
            }

            trace.EndPart(FormattableString.Invariant($"layer{stage}"), stage);
        }
    }
}
