using System.Globalization;
using Rsg.Benchmarks.Processes;
using Rsg.Data;
using Rsg.Training;

namespace Rsg.Benchmarks.Training;

/// <summary>Many small steps of the generated trainer, with the memory that the process holds while they go on: it must not grow.</summary>
internal static class LongTraining
{
    public const string Work = "long training";

    private const int Moments = 20;

    public static void Measure(int steps)
    {
        string count = steps.ToString(CultureInfo.InvariantCulture);
        Measurement measurement = MeasuredProcess.Run(Work, [count], new Dictionary<string, string?>());
        Console.WriteLine($"{steps} steps of {SmallNetwork.Trainer.BatchSize} images; memory held, in MB");
        foreach ((long position, long? bytes) in measurement.Moments)
        {
            string held = bytes is null ? "not measured" : (bytes.Value / 1e6).ToString("F1", CultureInfo.InvariantCulture);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{position,8} {held,12}"));
        }
    }

    /// <param name="arguments">How many steps.</param>
    public static void Run(string[] arguments)
    {
        int steps = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        const int StepsPerEpoch = 20;
        InMemoryImages images = CifarPixels.Draw(StepsPerEpoch * SmallNetwork.Trainer.BatchSize, seed: 1).Images(SmallNetwork.Preparation);
        using var network = new SmallNetwork();
        using var trainer = new SmallNetwork.Trainer(network, images, observer: new EachStep(steps / Moments), epochs: steps / StepsPerEpoch);
        trainer.Fit();
    }

    private sealed class EachStep(int distance) : ITrainingObserver
    {
        private int done;

        public void OnStep(StepReport report)
        {
            done++;
            if (done % distance == 0)
            {
                Report.Moment(done);
            }
        }
    }
}
