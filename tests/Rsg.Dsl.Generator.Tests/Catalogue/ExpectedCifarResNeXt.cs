namespace Rsg.Dsl.Generator.Tests.Catalogue;

/// <summary>
/// Xie et al. 2017, section 5.3: three stages of three bottlenecks with grouped 3x3 convolutions, 64 channels into the first, and
/// projections where the shape changes. Names as in the released code.
/// </summary>
internal static class ExpectedCifarResNeXt
{
    public static void Write(LayerTrace trace, int depth, int groups, int groupWidth)
    {
        trace.Convolution("conv_1_3x3", 64, kernel: 3);
        trace.BatchNorm("bn_1");
        trace.EndPart("stem");
        for (var stage = 1; stage <= 3; stage++)
        {
            var channels = 128 << stage;
            var width = groups * groupWidth << (stage - 1);
            for (var block = 0; block < (depth - 2) / 9; block++)
            {
                var name = FormattableString.Invariant($"stage_{stage}.{block}");
                var stride = stage > 1 && block == 0 ? 2 : 1;
                var before = trace.Here;
                trace.Convolution(name + ".conv_reduce", width, kernel: 1);
                trace.BatchNorm(name + ".bn_reduce");
                trace.Convolution(name + ".conv_conv", width, kernel: 3, stride, groups);
                trace.BatchNorm(name + ".bn");
                trace.Convolution(name + ".conv_expand", channels, kernel: 1);
                trace.BatchNorm(name + ".bn_expand");
                if (block == 0)
                {
                    trace.Here = before;
                    trace.Convolution(name + ".downsample.0", channels, kernel: 1, stride);
                    trace.BatchNorm(name + ".downsample.1");
                }
            }

            trace.EndPart(FormattableString.Invariant($"stage_{stage}"), stage);
        }
    }
}
