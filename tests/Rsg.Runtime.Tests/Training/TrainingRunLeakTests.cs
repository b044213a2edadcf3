using Rsg.Training;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Training;

[Collection(WholeProcess.Collection)]
public sealed class TrainingRunLeakTests
{
    [Fact]
    public void Better_and_better_epochs_hold_one_copy_of_the_weights_until_the_run_is_disposed()
    {
        const int epochs = 9;
        using var trainer = new ScriptedTrainer(epochs) { OnValidation = [.. Enumerable.Range(0, epochs).Select(epoch => (epoch, 1))] };
        int tensors = trainer.Network.state_dict().Count;
        long before = Tensor.TotalCount;
        using (var run = new TrainingRun(trainer, ScriptedTrainer.Validation, test: null))
        {
            using (NewDisposeScope())
            {
                run.Run();
            }

            Assert.Equal(before + tensors, Tensor.TotalCount);
            run.RestoreBest();
            Assert.Equal(before + tensors, Tensor.TotalCount);
        }

        Assert.Equal(before, Tensor.TotalCount);
    }
}
