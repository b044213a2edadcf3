using System.Globalization;
using static TorchSharp.torch;

namespace Rsg.Parity.Tests.Fixtures;

/// <summary>How a value is judged against a recorded one: one error for the whole tensor, relative to its largest entry.</summary>
public static class Judgement
{
    // Below this largest entry an error is judged absolutely.
    private const double Small = 1e-6;

    public static double Error(Tensor actual, Tensor expected)
    {
        using var scope = NewDisposeScope();
        Assert.Equal(expected.shape, actual.shape);
        if (expected.numel() == 0)
        {
            return 0;
        }

        var recorded = expected.to(ScalarType.Float64);
        var difference = (actual.detach().cpu().to(ScalarType.Float64) - recorded).abs().max().item<double>();
        var largest = recorded.abs().max().item<double>();
        return largest < Small ? difference : difference / largest;
    }

    public static void Equal(Tensor actual, Tensor expected, double tolerance, string what)
    {
        var error = Error(actual, expected);

        // Written so that NaN fails.
        Assert.True(
            error <= tolerance,
            string.Create(CultureInfo.InvariantCulture, $"{what}: error {error:0.0e+00} is above the tolerance {tolerance:0.0e+00}."));
    }
}
