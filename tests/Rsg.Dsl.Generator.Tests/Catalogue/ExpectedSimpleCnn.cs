namespace Rsg.Dsl.Generator.Tests.Catalogue;

/// <summary>
/// The plain network of the RSG paper's Figure 1, which gives no sizes: three 3x3 convolutions with batch norm, 32, 64 and 128 channels,
/// and a 2x2 pool before the second and the third.
/// </summary>
internal static class ExpectedSimpleCnn
{
    public static void Write(LayerTrace trace)
    {
        for (var stage = 1; stage <= 3; stage++)
        {
            if (stage > 1)
            {
                trace.Pool(kernel: 2, stride: 2);
                trace.EndPart(FormattableString.Invariant($"pool{stage - 1}"));
            }

            trace.Convolution(FormattableString.Invariant($"conv{stage}"), 16 << stage, kernel: 3);
            trace.BatchNorm(FormattableString.Invariant($"bn{stage}"));
            trace.EndPart(FormattableString.Invariant($"stage{stage}"), stage);
        }
    }
}
