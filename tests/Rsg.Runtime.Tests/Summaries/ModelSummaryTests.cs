using System.Globalization;
using Rsg.Summaries;

namespace Rsg.Runtime.Tests.Summaries;

public sealed class ModelSummaryTests
{
    // conv1: 3 * 16 * 9 = 432 weights, each used at 32 * 32 positions. bn1: 2 * 16. layer1.0.conv1: 16 * 1024 * 9 = 147,456 weights at
    // 16 * 16 positions. linear: 1024 * 10 weights and 10 biases. 158,170 weights of 4 bytes are 0.6034 * 1024 * 1024 bytes.
    private static readonly ModelSummary Small = new(
        "A small network",
        [3, 32, 32],
        new LayerSummary("conv1", "Conv2d", 0, 432, 442_368, 16, 32, 32),
        new LayerSummary("bn1", "BatchNorm2d", 0, 32, 0, 16, 32, 32),
        new LayerSummary("layer1", "ModuleScope", 0, 0, 0),
        new LayerSummary("layer1.0", "Block", 1, 0, 0, 1024, 16, 16),
        new LayerSummary("layer1.0.conv1", "Conv2d", 2, 147_456, 37_748_736, 1024, 16, 16),
        new LayerSummary("linear", "Linear", 0, 10_250, 10_240, 10));

    private static readonly string[] Table =
    [
        "A small network",
        "-----------------------------------------------------------------------------",
        "Layer               Type         Output shape       Parameters  Multiply-adds",
        "-----------------------------------------------------------------------------",
        "conv1               Conv2d       (N, 16, 32, 32)           432        442,368",
        "bn1                 BatchNorm2d  (N, 16, 32, 32)            32             --",
        "layer1              ModuleScope                             --             --",
        "  layer1.0          Block        (N, 1024, 16, 16)          --             --",
        "    layer1.0.conv1  Conv2d       (N, 1024, 16, 16)     147,456     37,748,736",
        "linear              Linear       (N, 10)                10,250         10,240",
        "-----------------------------------------------------------------------------",
        "Input: (N, 3, 32, 32)",
        "Parameters: 158,170",
        "Multiply-adds per image: 38,201,344",
        "Weights in float32: 0.60 MiB",
        "",
    ];

    [Fact]
    public void TheTableIsAlignedAndEndsWithTheTotals() => Assert.Equal(Table, Small.ToString().Split('\n'));

    [Fact]
    public void TheTableIsTheSameInEveryCulture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberGroupSeparator = ".", NumberDecimalSeparator = "," } };
            Assert.Equal(Table, Small.ToString().Split('\n'));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void TotalsAreTheSumsOfTheRows()
    {
        Assert.Equal(432 + 32 + 147_456 + 10_250, Small.Parameters);
        Assert.Equal(442_368 + 37_748_736 + 10_240, Small.MultiplyAdds);
        Assert.Equal([3, 32, 32], Small.InputShape.AsEnumerable());
        Assert.Equal([1024, 16, 16], Small.Layers[3].OutputShape.AsEnumerable());
        Assert.Equal(2, Small.Layers[4].Depth);
    }

    [Fact]
    public void WhatIsGivenIsCopied()
    {
        long[] shape = [4, 2, 2];
        LayerSummary[] layers = [new("a", "Conv2d", 0, 1, 1, shape)];
        var summary = new ModelSummary("copied", shape, layers);
        shape[0] = 9;
        layers[0] = new("b", "Conv2d", 0, 2, 2, shape);
        Assert.Equal([4, 2, 2], summary.InputShape.AsEnumerable());
        Assert.Equal("a", summary.Layers[0].Name);
        Assert.Equal([4, 2, 2], summary.Layers[0].OutputShape.AsEnumerable());
    }

    [Fact]
    public void CountsAreNotNegative()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LayerSummary("a", "Conv2d", -1, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LayerSummary("a", "Conv2d", 0, -1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LayerSummary("a", "Conv2d", 0, 0, -1));
    }
}
