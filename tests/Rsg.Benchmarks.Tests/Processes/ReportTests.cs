using Rsg.Benchmarks.Processes;

namespace Rsg.Benchmarks.Tests.Processes;

public sealed class ReportTests
{
    [Theory]
    [InlineData("images/s", 353.25)]
    [InlineData("phase 1", 1e-300)]
    [InlineData("a = b", -0.1)]
    public void AFigureIsReadBackAsItWasWritten(string name, double value)
    {
        Assert.True(Report.TryReadFigure(Report.FigureLine(name, value), out string readName, out double readValue));
        Assert.Equal((name, value), (readName, readValue));
    }

    [Theory]
    [InlineData("OMP_NUM_THREADS=2")]
    [InlineData("threads=two")]
    [InlineData("figure of a library: n=many")]
    [InlineData("figure 8")]
    [InlineData("")]
    public void ALineOfALibraryIsNoFigure(string line) => Assert.False(Report.TryReadFigure(line, out _, out _));
}
