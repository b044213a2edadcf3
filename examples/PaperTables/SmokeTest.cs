using System.Diagnostics;
using Rsg.Balancing;
using Rsg.Data;
using Rsg.Training;
using static TorchSharp.torch;

namespace PaperTables;

/// <summary>Takes a step of each variant in its first epoch and two in its last one, and evaluates: what every part of it needs to run.</summary>
internal static class SmokeTest
{
    /// <summary>How many variants could not be run.</summary>
    public static int Run(IEnumerable<ModelVariant> variants, TextWriter output, CancellationToken cancellation)
    {
        int failed = 0, run = 0;
        foreach (ModelVariant variant in variants)
        {
            cancellation.ThrowIfCancellationRequested();
            run++;
            var watch = Stopwatch.StartNew();
            try
            {
                StepLosses last = Take(variant);
                output.WriteLine(FormattableString.Invariant($"{variant.Name}: loss {last.Total:G4}, {last.Generated} generated, {watch.Elapsed.TotalSeconds:F1} s"));
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                failed++;
                output.WriteLine($"{variant.Name}: FAILED: {e.Message}");
            }
        }

        output.WriteLine(FormattableString.Invariant($"{run} variants ran a few steps, {failed} failed."));
        return failed;
    }

    private static StepLosses Take(ModelVariant variant)
    {
        // The first classes are the frequent ones; every class has an image, because every method needs the counts of all.
        var images = new SyntheticImages(new ClassCounts(Enumerable.Range(0, variant.Classes).Select(label => label < 4 ? 2 : 1)), variant.Channels, variant.Height, variant.Width);
        using VariantRun run = variant.Start(images, seed: 0);
        using var scope = NewDisposeScope();
        var (pixels, labels) = Mixed(images);
        StepLosses? last = null;
        foreach (int epoch in new[] { 0, variant.Epochs - 1, variant.Epochs - 1 })
        {
            run.Trainer.StartEpoch(epoch);
            last = run.Trainer.TrainStep(pixels, labels);
        }

        _ = run.Trainer.Evaluate(new Subset(images, Enumerable.Range(0, 4)));
        return last!;
    }

    /// <summary>Two images of a frequent class and two of rare ones.</summary>
    private static (Tensor Pixels, Tensor Labels) Mixed(SyntheticImages images)
    {
        int[] chosen = [0, 1, images.Count - 2, images.Count - 1];
        var pixels = new float[chosen.Length * images.Channels * images.Height * images.Width];
        for (int i = 0; i < chosen.Length; i++)
        {
            images.Read(chosen[i], pixels.AsSpan(i * (pixels.Length / chosen.Length), pixels.Length / chosen.Length), augmentation: null);
        }

        return (
            tensor(pixels, [chosen.Length, images.Channels, images.Height, images.Width]),
            tensor(chosen.Select(index => (long)images.Labels[index]).ToArray(), ScalarType.Int64));
    }
}
