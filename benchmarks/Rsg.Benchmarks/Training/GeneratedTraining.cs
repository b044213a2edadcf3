using System.Globalization;
using Rsg.Data;
using Rsg.Training;

namespace Rsg.Benchmarks.Training;

/// <summary>The same epoch by the generated trainer.</summary>
internal static class GeneratedTraining
{
    public const string Work = "generated training";

    /// <summary>An argument: read each batch when it is asked for, none ahead.</summary>
    public const string NothingAhead = "nothing ahead";

    /// <param name="arguments">How many steps count, and <see cref="NothingAhead"/> or nothing.</param>
    public static void Run(string[] arguments)
    {
        var meter = new StepMeter(int.Parse(arguments[0], CultureInfo.InvariantCulture));
        InMemoryImages images = CifarPixels.Draw(meter.Images, seed: 1).Images(CifarPixels.Preparation);

        using var network = new GeneratedResNet32();
        using var trainer = new GeneratedResNet32.Trainer(network, images, observer: new EachStep(meter));
        if (arguments.Contains(NothingAhead))
        {
            TrainWithNothingAhead(trainer, images, meter);
        }
        else
        {
            trainer.TrainEpoch();
        }
    }

    private static void TrainWithNothingAhead(GeneratedResNet32.Trainer trainer, InMemoryImages images, StepMeter meter)
    {
        var loader = new BatchLoader(images, StepMeter.BatchSize, shuffle: true, seed: 0, dropLast: false) { Prefetch = 0 };
        trainer.StartEpoch(0);
        foreach (Batch batch in loader.ReadEpoch(0))
        {
            using (batch)
            {
                trainer.TrainStep(batch.Images, batch.Labels);
            }

            meter.EndStep();
        }
    }

    private sealed class EachStep(StepMeter meter) : ITrainingObserver
    {
        public void OnStep(StepReport report) => meter.EndStep();
    }
}
