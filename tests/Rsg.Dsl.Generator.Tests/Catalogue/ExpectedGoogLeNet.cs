namespace Rsg.Dsl.Generator.Tests.Catalogue;

/// <summary>
/// Szegedy et al. 2015, Table 1, as torchvision builds it: batch norm behind every convolution, a second 3x3 convolution where the
/// paper has 5x5, pools that round up, and no auxiliary classifiers.
/// </summary>
internal static class ExpectedGoogLeNet
{
    public static void Write(LayerTrace trace)
    {
        Convolution(trace, "conv1", 64, kernel: 7, stride: 2);
        trace.Pool(kernel: 3, stride: 2, roundsUp: true);
        Convolution(trace, "conv2", 64, kernel: 1);
        Convolution(trace, "conv3", 192, kernel: 3);
        trace.Pool(kernel: 3, stride: 2, roundsUp: true);
        trace.EndPart("stem");

        Inception(trace, "inception3a", 64, 96, 128, 16, 32, 32);
        Inception(trace, "inception3b", 128, 128, 192, 32, 96, 64);
        trace.EndPart("inception3", 1);
        trace.Pool(kernel: 3, stride: 2, roundsUp: true);
        trace.EndPart("maxpool3");

        Inception(trace, "inception4a", 192, 96, 208, 16, 48, 64);
        Inception(trace, "inception4b", 160, 112, 224, 24, 64, 64);
        Inception(trace, "inception4c", 128, 128, 256, 24, 64, 64);
        Inception(trace, "inception4d", 112, 144, 288, 32, 64, 64);
        Inception(trace, "inception4e", 256, 160, 320, 32, 128, 128);
        trace.EndPart("inception4", 2);
        trace.Pool(kernel: 2, stride: 2, roundsUp: true);
        trace.EndPart("maxpool4");

        Inception(trace, "inception5a", 256, 160, 320, 32, 128, 128);
        Inception(trace, "inception5b", 384, 192, 384, 48, 128, 128);
        trace.EndPart("inception5", 3);
    }

    private static void Convolution(LayerTrace trace, string name, int channels, int kernel, int stride = 1)
    {
        trace.Convolution(name + ".conv", channels, kernel, stride);
        trace.BatchNorm(name + ".bn");
    }

    /// <summary>The widths in the order of the paper's Table 1: 1x1, 3x3 reduce, 3x3, 5x5 reduce, 5x5, pool projection.</summary>
    private static void Inception(LayerTrace trace, string name, int one, int threeReduce, int three, int fiveReduce, int five, int poolProjection)
    {
        var before = trace.Here;
        Convolution(trace, name + ".branch1", one, kernel: 1);
        trace.Here = before;
        Convolution(trace, name + ".branch2.0", threeReduce, kernel: 1);
        Convolution(trace, name + ".branch2.1", three, kernel: 3);
        trace.Here = before;
        Convolution(trace, name + ".branch3.0", fiveReduce, kernel: 1);
        Convolution(trace, name + ".branch3.1", five, kernel: 3);
        trace.Here = before;
        trace.Pool(kernel: 3, stride: 1, padding: 1, roundsUp: true);
        Convolution(trace, name + ".branch4.1", poolProjection, kernel: 1);
        trace.Here = before with { Channels = one + three + five + poolProjection };
    }
}
