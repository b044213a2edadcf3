namespace Rsg.Dsl.Generator.Tests.Catalogue;

/// <summary>
/// Huang et al. 2017, section 4.2: three dense blocks of (L - 4) / 3 layers, 2k channels into the first. Plain, a layer is one 3x3
/// convolution and a transition keeps the channels, as in the released DenseNet-40; as DenseNet-BC, a layer is a bottleneck
/// of two convolutions and a transition halves the channels. Names as in the released code.
/// </summary>
internal static class ExpectedCifarDenseNet
{
    public static void Write(LayerTrace trace, int depth, int growth, bool isBc)
    {
        trace.Convolution("conv1", 2 * growth, kernel: 3);
        trace.EndPart("stem");
        for (var block = 1; block <= 3; block++)
        {
            for (var layer = 0; layer < (depth - 4) / (isBc ? 6 : 3); layer++)
            {
                var name = FormattableString.Invariant($"dense{block}.{layer}");
                var before = trace.Here;
                trace.BatchNorm(name + ".bn1");
                if (isBc)
                {
                    trace.Convolution(name + ".conv1", 4 * growth, kernel: 1);
                    trace.BatchNorm(name + ".bn2");
                    trace.Convolution(name + ".conv2", growth, kernel: 3);
                }
                else
                {
                    trace.Convolution(name + ".conv1", growth, kernel: 3);
                }

                trace.Here = before with { Channels = before.Channels + growth };
            }

            trace.EndPart(FormattableString.Invariant($"dense{block}"), block);
            if (block < 3)
            {
                var name = FormattableString.Invariant($"trans{block}");
                trace.BatchNorm(name + ".bn1");
                trace.Convolution(name + ".conv1", isBc ? trace.Here.Channels / 2 : trace.Here.Channels, kernel: 1);
                trace.Pool(kernel: 2, stride: 2);
                trace.EndPart(name);
            }
        }

        trace.BatchNorm("bn1");
    }
}
