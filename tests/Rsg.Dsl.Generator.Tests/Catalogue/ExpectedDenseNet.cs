namespace Rsg.Dsl.Generator.Tests.Catalogue;

/// <summary>
/// Huang et al. 2017, Table 1, as torchvision builds them: dense blocks of bottlenecks (1x1 to 4k channels, 3x3 to k channels,
/// appended to what came in), transitions that halve channels and sides between them.
/// </summary>
internal static class ExpectedDenseNet
{
    public static void Write(LayerTrace trace, int growth, params int[] layers)
    {
        trace.Convolution("features.conv0", 2 * growth, kernel: 7, stride: 2);
        trace.BatchNorm("features.norm0");
        trace.Pool(kernel: 3, stride: 2, padding: 1);
        trace.EndPart("stem");
        for (var block = 1; block <= layers.Length; block++)
        {
            for (var layer = 1; layer <= layers[block - 1]; layer++)
            {
                var name = FormattableString.Invariant($"features.denseblock{block}.denselayer{layer}");
                var before = trace.Here;
                trace.BatchNorm(name + ".norm1");
                trace.Convolution(name + ".conv1", 4 * growth, kernel: 1);
                trace.BatchNorm(name + ".norm2");
                trace.Convolution(name + ".conv2", growth, kernel: 3);
                trace.Here = before with { Channels = before.Channels + growth };
            }

            trace.EndPart(FormattableString.Invariant($"denseblock{block}"), block);
            if (block < layers.Length)
            {
                var name = FormattableString.Invariant($"features.transition{block}");
                trace.BatchNorm(name + ".norm");
                trace.Convolution(name + ".conv", trace.Here.Channels / 2, kernel: 1);
                trace.Pool(kernel: 2, stride: 2);
                trace.EndPart(FormattableString.Invariant($"transition{block}"));
            }
        }

        trace.BatchNorm("features.norm5");
    }
}
