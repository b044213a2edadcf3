namespace Rsg.Training;

/// <summary>Sums of the losses of steps, each step's times its images.</summary>
/// <param name="Total">L of Eq. 7.</param>
/// <param name="Classification">L_cls.</param>
/// <param name="Cesc">The CESC loss.</param>
/// <param name="Mv">The MV loss.</param>
internal readonly record struct LossSums(double Total, double Classification, double Cesc, double Mv)
{
    /// <summary>With one more step.</summary>
    /// <exception cref="NotFiniteNumberException">A loss is not finite.</exception>
    public LossSums And(StepLosses losses, int images) => new(
        Total + ((double)losses.Total * images),
        Classification + ((double)losses.Classification * images),
        Cesc + ((double)losses.Cesc * images),
        Mv + ((double)losses.Mv * images));

    /// <summary>The mean over all images.</summary>
    /// <param name="images">Their number, at least 1.</param>
    /// <param name="generated">How many samples were generated in all.</param>
    public StepLosses Mean(int images, int generated)
    {
        return new StepLosses(Of(Total), Of(Classification), Of(Cesc), Of(Mv), generated);

        float Of(double sum) => (float)(sum / images);
    }
}
