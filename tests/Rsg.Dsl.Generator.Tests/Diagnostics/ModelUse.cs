namespace Rsg.Dsl.Generator.Tests.Diagnostics;

/// <summary>Code of the project that uses everything that is generated for a class <c>Demo.M</c>.</summary>
internal static class ModelUse
{
    public const string Source = """
        using Rsg.Data;
        using Rsg.Training;
        using static TorchSharp.torch;

        namespace Demo;

        internal static class Program
        {
            public static double Run(IImageDataset data, ITrainingObserver observer, Tensor images, Tensor labels)
            {
                using var network = new M();
                using var trainer = new M.Trainer(network, data, seed: 1, observer, CPU);
                trainer.StartEpoch(0);
                trainer.Fit();
                trainer.Fit(untilEpoch: M.Trainer.Epochs);
                using nn.Module<Tensor, Tensor> module = network;
                using Tensor features = network.ExtractFeatures(images);
                using Tensor logits = network.Classify(features);
                using Tensor same = network.forward(images);
                using Tensor classes = network.Predict(images);
                var predicted = network.CreatePredictor(top: 1).Predict(images)[0];
                network.SaveWeights("weights.safetensors");
                network.LoadWeights("weights.safetensors");
                var step = trainer.TrainStep(images, labels);
                var epoch = trainer.TrainEpoch();
                var result = trainer.Evaluate(data);
                var shape = M.ClassCount + M.InputChannels + M.InputHeight + M.InputWidth + M.ParameterCount + M.Trainer.BatchSize;
                return step.Total + M.Trainer.LearningRateAt(trainer.Epoch) + result.Accuracy + shape + epoch.Epoch
                    + (predicted.Probability * M.LogitScale);
            }
        }
        """;
}
