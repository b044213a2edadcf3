using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Running;

/// <summary>
/// 200 steps leave nothing behind. One step's maps are some 5 MB here, so that steps without their dispose scope would show
/// as a gigabyte.
/// </summary>
[Collection(WholeProcess.Collection)]
public sealed class TrainerMemoryTests
{
    private const int Side = 16;
    private const int Steps = 200;
    private const long AllowedGrowth = 100L << 20;

    public static TheoryData<bool, int> Cases => new()
    {
        { false, 0 },
        { true, 0 },
        { true, 1 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Steps_leave_neither_tensors_nor_memory_behind(bool withGenerator, int epoch)
    {
        var model = CompiledModel.Of(
        [
            FormattableString.Invariant($"Backbone(\"resnet8\", Classes = 3, Channels = 1, Height = {Side}, Width = {Side})"),
            "LdamLoss",
            "Reweight",
            "Train(Epochs = 2, BatchSize = 24, GenerateFromEpoch = 1)",
            .. (IEnumerable<string>)(withGenerator ? ["RsgInsert(Stage = 2, FrequentRatio = 0.4, Centers = 2, ContrastiveChannels = 8)"] : []),
        ]);
        using var scope = NewDisposeScope();
        var images = new StripedImages([12, 8, 4], channels: 1, Side);
        var (pixels, labels) = images.AsBatch();
        using var network = model.CreateNetwork();
        using var trainer = model.CreateTrainer(network, images);
        trainer.StartEpoch(epoch);

        // The first steps make gradients and momenta, which stay, and fill the allocators' own stores.
        Run(steps: 40);
        var before = Measure();
        var generated = Run(Steps);
        var after = Measure();

        Assert.Equal(withGenerator && epoch == 1, generated > 0);
        Assert.Equal(before.Tensors, after.Tensors);
        Assert.Equal(before.OfThread, after.OfThread);
        Assert.True(after.Memory - before.Memory < AllowedGrowth, $"{Steps} steps took {(after.Memory - before.Memory) >> 20} MB.");

        int Run(int steps)
        {
            var sum = 0;
            for (var step = 0; step < steps; step++)
            {
                sum += trainer.TrainStep(pixels, labels).Generated;
            }

            return sum;
        }
    }

    [Fact]
    public void A_forward_leaves_its_logits_only_also_without_a_scope_around_it()
    {
        var model = CompiledModel.Of("Backbone(\"resnet8\", Classes = 3, Channels = 1, Height = 8, Width = 8)", "RsgInsert(Stage = 2, FrequentRatio = 0.4)");
        using var network = model.CreateNetwork();
        network.eval();
        using var images = rand(4, 1, 8, 8);
        using var noGradient = no_grad();
        network.call(images).Dispose();
        network.Predict(images).Dispose();

        var before = Measure().Tensors;
        for (var i = 0; i < 10; i++)
        {
            network.call(images).Dispose();
            network.Predict(images).Dispose();
        }

        Assert.Equal(before, Measure().Tensors);
    }

    [Fact]
    public void A_disposed_trainer_leaves_only_the_network()
    {
        var model = CompiledModel.Of(
            "Backbone(\"resnet8\", Classes = 3, Channels = 1, Height = 8, Width = 8)",
            "RsgInsert(Stage = 2, FrequentRatio = 0.4, Centers = 2, ContrastiveChannels = 4)",
            "LdamLoss",
            "Reweight(FromEpoch = 1)",
            "Train(Epochs = 3, BatchSize = 8, GenerateFromEpoch = 1)");
        using var network = model.CreateNetwork();
        Train();

        var before = Measure().Tensors;
        var parameters = Train();

        // TorchSharp goes on counting the tensor out of which a parameter was made, although the parameter took over its memory.
        Assert.Equal(before + parameters, Measure().Tensors);

        int Train()
        {
            using var trainer = model.CreateTrainer(network, new StripedImages([12, 6, 3]));
            trainer.Fit();
            trainer.Evaluate(new StripedImages([2, 2, 2]));
            return trainer.Generator.parameters().Count();
        }
    }

    private static (long Tensors, long OfThread, long Memory) Measure()
    {
        // Handles that only the garbage collector frees must not blur the count.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return (Tensor.TotalCount, DisposeScopeManager.Statistics.ThreadTotalLiveCount, process.WorkingSet64);
    }
}
