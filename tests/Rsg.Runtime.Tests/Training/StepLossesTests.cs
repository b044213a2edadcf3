using Rsg.Generation;
using Rsg.Training;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Training;

public sealed class StepLossesTests
{
    [Fact]
    public void Reads_every_loss()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(new StepLosses(5, 2, 3, 4, 7), StepLosses.Of(tensor(5f), tensor(2f), Batch(cesc: 3, mv: 4)));
        Assert.Equal(new StepLosses(2, 2, 0, 0, 0), StepLosses.Of(tensor(2f)));
    }

    [Theory]
    [InlineData(float.NaN, 1, 1, "classification")]
    [InlineData(1, float.PositiveInfinity, 1, "CESC")]
    [InlineData(1, 1, float.NaN, "MV")]
    public void Names_the_loss_that_is_not_finite(float classification, float cesc, float mv, string name)
    {
        using var scope = NewDisposeScope();

        var failure = Assert.Throws<NotFiniteNumberException>(
            () => StepLosses.Of(tensor(classification + cesc + mv), tensor(classification), Batch(cesc, mv)));

        Assert.StartsWith($"The {name} loss is ", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "The CESC loss is NaN in the center term; ")]
    [InlineData(1, "The CESC loss is NaN in the contrastive term; ")]
    [InlineData(2, "The MV loss is NaN in the direction term; ")]
    [InlineData(3, "The MV loss is NaN in the length term; ")]
    [InlineData(4, "The MV loss is NaN in the \"not the same class\" term; ")]
    public void Names_the_term_that_is_not_finite(int wrong, string message)
    {
        using var scope = NewDisposeScope();
        var terms = Enumerable.Range(0, 5).Select(term => tensor(term == wrong ? float.NaN : 1f)).ToArray();
        var batch = new AugmentedBatch(zeros(1), zeros(1), terms[0] + terms[1], terms[2] + terms[3] + terms[4], 7)
        {
            CenterTerm = terms[0],
            ContrastTerm = terms[1],
            MvDirection = terms[2],
            MvLength = terms[3],
            MvContrast = terms[4],
            Picks = NewSamples.None,
        };

        var failure = Assert.Throws<NotFiniteNumberException>(() => StepLosses.Of(1 + batch.Cesc + batch.Mv, tensor(1f), batch));

        Assert.StartsWith(message, failure.Message, StringComparison.Ordinal);
    }

    private static AugmentedBatch Batch(float cesc, float mv) => new(zeros(1), zeros(1), tensor(cesc), tensor(mv), 7)
    {
        CenterTerm = tensor(0f),
        ContrastTerm = tensor(0f),
        MvDirection = tensor(0f),
        MvLength = tensor(0f),
        MvContrast = tensor(0f),
        Picks = NewSamples.None,
    };
}
