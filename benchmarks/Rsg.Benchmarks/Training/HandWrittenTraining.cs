using System.Globalization;
using Rsg.Benchmarks.Data;
using Rsg.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Benchmarks.Training;

/// <summary>One epoch as users of TorchSharp write it: their own module, its data loader and its SGD, a scope a step, no settings.</summary>
internal static class HandWrittenTraining
{
    public const string Work = "hand-written training";

    /// <summary>TorchSharp as it is: nothing that Rsg.Runtime would set for it.</summary>
    public static IReadOnlyDictionary<string, string?> Untouched { get; } = new Dictionary<string, string?> { ["RSG_NATIVE_DEFAULTS"] = "off" };

    /// <param name="arguments">How many steps count.</param>
    public static void Run(string[] arguments)
    {
        TorchLibraries.Load();
        var meter = new StepMeter(int.Parse(arguments[0], CultureInfo.InvariantCulture));
        CifarPixels images = CifarPixels.Draw(meter.Images, seed: 1);

        using var dataset = new TorchLoader(images);
        using var loader = utils.data.DataLoader(dataset, StepMeter.BatchSize, shuffle: true);
        using var network = new HandWrittenResNet32();
        using var optimizer = torch.optim.SGD(network.parameters(), 0.1, momentum: 0.9, weight_decay: 2e-4);
        using var loss = nn.CrossEntropyLoss();

        network.train();
        double total = 0;
        foreach (Dictionary<string, Tensor> batch in loader)
        {
            using (NewDisposeScope())
            {
                optimizer.zero_grad();
                Tensor value = loss.call(network.call(batch["image"]), batch["label"]);
                value.backward();
                optimizer.step();
                total += value.item<float>();
            }

            meter.EndStep();
        }
    }
}
