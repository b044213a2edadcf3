using System.Globalization;
using Rsg.Data;

namespace Rsg.Benchmarks.Generation;

/// <summary>Some steps of one kind in a process of their own, whose memory is read from outside.</summary>
internal static class GenerationMemory
{
    public const string Work = "generation memory";

    /// <param name="arguments">The name of the variant, and how many steps.</param>
    public static void Run(string[] arguments)
    {
        InMemoryImages images = GenerationBenchmark.Images();
        using StepVariant variant = StepVariant.Create(arguments[0], images);
        foreach (Batch batch in GenerationBenchmark.Batches(images, int.Parse(arguments[1], CultureInfo.InvariantCulture)))
        {
            using (batch)
            {
                variant.Step(batch);
            }
        }
    }
}
