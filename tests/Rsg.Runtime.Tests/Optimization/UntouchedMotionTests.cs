using Rsg.Optimization;

namespace Rsg.Runtime.Tests.Optimization;

public class UntouchedMotionTests
{
    [Theory]
    [InlineData(0.1, 0.9, 2e-4, 50)]
    [InlineData(0.1, 0, 2e-4, 50)]
    [InlineData(0.1, 0.9, 0, 50)]
    [InlineData(0.5, 0.99, 0.3, 7)]
    public void TheNthPowerIsNStepsWithoutAGradient(double learningRate, double momentum, double weightDecay, int steps)
    {
        var powers = UntouchedMotion.Powers(learningRate, SgdRule.Of(momentum, weightDecay), steps);

        var (value, velocity) = (1.5, -0.7);
        for (var n = 0; n <= steps; n++)
        {
            var row = powers.AsSpan(4 * n, 4);
            Assert.Equal(value, (row[0] * 1.5) + (row[1] * -0.7), 1e-12);
            Assert.Equal(velocity, (row[2] * 1.5) + (row[3] * -0.7), 1e-12);

            velocity = (momentum * velocity) + (weightDecay * value);
            value -= learningRate * velocity;
        }
    }
}
