using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Declarations;

/// <summary>The learning rate of every schedule against its formula, and the one boundary that the rate, the rebalancing and the RSG share.</summary>
public class ScheduleTests
{
    [Theory]
    [InlineData("Epochs = 7, Schedule = Schedule.Step, StepSize = 3, Gamma = 0.5, LearningRate = 0.4", new[] { 0.4, 0.4, 0.4, 0.2, 0.2, 0.2, 0.1 })]
    [InlineData("Epochs = 3, Schedule = Schedule.Constant, LearningRate = 2", new[] { 2.0, 2, 2 })]
    [InlineData("Epochs = 5, Schedule = Schedule.Constant, LearningRate = 0.3, WarmupEpochs = 3", new[] { 0.1, 0.2, 0.3, 0.3, 0.3 })]
    [InlineData("Epochs = 6, Schedule = Schedule.MultiStep, Milestones = [2, 4], Gamma = 0.1, LearningRate = 1", new[] { 1, 1, 0.1, 0.1, 0.01, 0.01 })]
    public void The_rate_of_each_epoch_is_the_declared_one(string train, double[] expected)
    {
        using var model = Load($"Train({train})");

        for (var epoch = 0; epoch < expected.Length; epoch++)
        {
            Assert.Equal(expected[epoch], RateAt(model, epoch), expected[epoch] * 1e-14);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.01, 0)]
    [InlineData(0, 4)]
    [InlineData(0.02, 4)]
    public void A_cosine_falls_from_the_first_epoch_behind_the_warm_up_to_the_end(double final, int warmup)
    {
        const int Epochs = 20;
        using var model = Load(FormattableString.Invariant($"Train(Epochs = {Epochs}, Schedule = Schedule.Cosine, LearningRate = 0.2, FinalLearningRate = {final}, WarmupEpochs = {warmup})"));

        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            // Loshchilov and Hutter 2017, Eq. 5, without restarts.
            var expected = epoch < warmup ? 0.2 * (epoch + 1) / warmup : final + (0.5 * (0.2 - final) * (1 + Math.Cos(Math.PI * (epoch - warmup) / (Epochs - warmup))));
            Assert.Equal(expected, RateAt(model, epoch), 1e-15);
        }
    }

    [Theory]
    [InlineData("", 160)]
    [InlineData("Train(Epochs = 50)", 40)]
    [InlineData("Train(BoundaryEpoch = 120)", 120)]
    [InlineData("Train(Milestones = [150, 190])", 150)]
    [InlineData("Train(Milestones = [60, 80, 95], Gamma = 0.1, Epochs = 100)", 80)]
    [InlineData("Train(Milestones = [60, 80], Gamma = 0.9, Epochs = 100)", 60)]
    [InlineData("Train(Schedule = Schedule.Step, StepSize = 10, Gamma = 0.1, LearningRate = 0.01, Epochs = 30)", 10)]
    [InlineData("Train(Schedule = Schedule.Step, StepSize = 30, Gamma = 0.1, Epochs = 90)", 60)]
    [InlineData("Train(Schedule = Schedule.Cosine, Epochs = 90)", 72)]
    [InlineData("Train(Schedule = Schedule.Cosine, Epochs = 90, BoundaryEpoch = 45)", 45)]
    public void The_deferred_parts_begin_at_the_boundary(string train, int boundary)
    {
        using var weighted = Load("RsgInsert(Stage = 2), LdamLoss, Reweight(Deferred = true)" + (train.Length > 0 ? ", " + train : ""));
        using var resampled = Load("LdamLoss, Resample(Deferred = true)" + (train.Length > 0 ? ", " + train : ""));

        Assert.Equal(boundary, Constant(weighted, "GenerateFromEpoch"));
        Assert.Equal(boundary, Constant(weighted, "RebalanceFromEpoch"));
        Assert.Equal(boundary, Constant(resampled, "RebalanceFromEpoch"));
    }

    [Fact]
    public void Each_deferred_part_may_have_an_epoch_of_its_own()
    {
        using var model = Load("RsgInsert(Stage = 2), Reweight(FromEpoch = 30), Train(BoundaryEpoch = 100, GenerateFromEpoch = 120)");

        Assert.Equal(120, Constant(model, "GenerateFromEpoch"));
        Assert.Equal(30, Constant(model, "RebalanceFromEpoch"));
        Assert.Equal([0.1, 0.001, 0.00001], new[] { 99, 100, 150 }.Select(epoch => RateAt(model, epoch)));
    }

    [Fact]
    public void The_released_form_decays_one_epoch_before_the_boundary_that_it_was_not_told()
    {
        using var derived = Load("RsgInsert(Stage = 2, Form = Form.Released), Reweight(Deferred = true)");
        using var said = Load("RsgInsert(Stage = 2, Form = Form.Released), Reweight(Deferred = true), Train(Milestones = [160, 180])");

        Assert.Equal((0.1, 0.001), (RateAt(derived, 158), RateAt(derived, 159)));
        Assert.Equal((0.1, 0.001), (RateAt(said, 159), RateAt(said, 160)));
        Assert.All(new[] { derived, said }, model => Assert.Equal((160, 160), (Constant(model, "GenerateFromEpoch"), Constant(model, "RebalanceFromEpoch"))));
    }

    private static double RateAt(LoadedModel model, int epoch) => (double)model.CallStatic("M+Trainer", "LearningRateAt", epoch)!;

    private static int Constant(LoadedModel model, string name) => (int)model.GetStatic("M+Trainer", name)!;

    private static LoadedModel Load(string attributes) => GeneratorRun
        .Of<RsgGenerator>($"using Rsg;\n[Backbone(\"resnet8\", Classes = 10)]\n[{attributes}]\npublic partial class M;")
        .AssertNoDiagnostics().AssertCompilesCleanly().Load();
}
