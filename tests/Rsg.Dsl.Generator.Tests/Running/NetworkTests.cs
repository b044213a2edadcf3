using System.Reflection;
using Rsg.Dsl.Generator.Tests.Catalogue;
using Rsg.Generation;
using Rsg.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Running;

/// <summary>What an emitted network does beside its forward: prediction, weights, and holding nothing of the RSG.</summary>
public sealed class NetworkTests : IDisposable
{
    private const string Insert = "RsgInsert(Stage = 2, FrequentRatio = 0.4, ContrastiveChannels = 4)";

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rsg-weights-");
    private readonly CompiledModel model = CompiledModel.Of("Backbone(\"resnet8\", Classes = 3, Channels = 1, Height = 8, Width = 8)", Insert);

    private string WeightsPath => Path.Combine(folder.FullName, "net.safetensors");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Predicts_in_evaluation_mode_and_restores_the_mode(bool training)
    {
        var network = model.CreateNetwork();
        var images = rand(4, 1, 8, 8);
        network.eval();
        var expected = network.call(images).argmax(1);
        var before = network.StateBytes();

        network.train(training);
        var predicted = network.Predict(images);

        Assert.Equal(ScalarType.Int64, predicted.dtype);
        Assert.Equal(expected.data<long>().ToArray(), predicted.data<long>().ToArray());
        Assert.All(network.named_modules(), named => Assert.Equal(training, named.module.training));
        Assert.Equal(before, network.StateBytes());
        Assert.False(predicted.requires_grad);
    }

    [Fact]
    public void Restores_modes_that_differ_between_layers()
    {
        var network = model.CreateNetwork();
        network.train();
        var frozen = network.named_modules().First(named => named.name == "bn1").module;
        frozen.eval();

        network.Predict(rand(4, 1, 8, 8));

        Assert.All(network.named_modules(), named => Assert.Equal(named.module != frozen, named.module.training));
        Assert.True(network.training);
    }

    [Fact]
    public void Predicts_from_several_threads_once_in_evaluation_mode()
    {
        var network = model.CreateNetwork();
        network.eval();
        var images = rand(4, 1, 8, 8);
        var expected = network.Predict(images).data<long>().ToArray();
        var before = network.StateBytes();

        Parallel.For(0, 32, _ =>
        {
            using var predicted = network.Predict(images);
            Assert.Equal(expected, predicted.data<long>().ToArray());
        });

        Assert.All(network.named_modules(), named => Assert.False(named.module.training));
        Assert.Equal(before, network.StateBytes());
    }

    [Fact]
    public void Restores_the_mode_when_a_prediction_fails()
    {
        var network = model.CreateNetwork();
        network.train();

        Assert.ThrowsAny<Exception>(() => network.Predict(rand(4, 2, 8, 8)));

        Assert.All(network.named_modules(), named => Assert.True(named.module.training));
        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void Brings_weights_and_statistics_back_from_a_file()
    {
        var saved = model.CreateNetwork();
        saved.call(rand(4, 1, 8, 8));
        saved.SaveWeights(WeightsPath);

        var loaded = model.CreateNetwork();
        Assert.NotEqual(saved.StateBytes(), loaded.StateBytes());
        loaded.LoadWeights(WeightsPath);

        Assert.Equal(saved.StateBytes(), loaded.StateBytes());
    }

    [Fact]
    public void TorchSharps_own_files_bring_weights_and_statistics_back_as_well()
    {
        var saved = model.CreateNetwork();
        saved.call(rand(4, 1, 8, 8));
        saved.save(WeightsPath);

        var loaded = model.CreateNetwork();
        loaded.load(WeightsPath);

        Assert.Equal(saved.StateBytes(), loaded.StateBytes());
    }

    [Fact]
    public void Refuses_weights_of_another_network_and_keeps_its_own()
    {
        var deeper = CompiledModel.Of("Backbone(\"resnet14\", Classes = 4, Channels = 1, Height = 8, Width = 8)", Insert);
        deeper.CreateNetwork().SaveWeights(WeightsPath);
        var network = model.CreateNetwork();
        var before = network.StateBytes();

        var error = Assert.Throws<InvalidDataException>(() => network.LoadWeights(WeightsPath));

        Assert.StartsWith("'net.safetensors' does not fit the module; nothing was loaded:\n", error.Message, StringComparison.Ordinal);
        Assert.Contains("\n  does not fit: linear.weight is Float32 [4, 64] in the file, Float32 [3, 64] in the module", error.Message, StringComparison.Ordinal);
        Assert.Contains("\n  unexpected: layer1.1.conv1.weight Float32 [16, 16, 3, 3]", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, network.StateBytes());

        var reverse = Assert.Throws<InvalidDataException>(() =>
        {
            network.SaveWeights(WeightsPath);
            deeper.CreateNetwork().LoadWeights(WeightsPath);
        });
        Assert.Contains("\n  missing: layer1.1.conv1.weight Float32 [16, 16, 3, 3]", reverse.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folds_into_a_copy_for_inference_alone()
    {
        var network = model.CreateNetwork();
        network.DrawNorms();
        var before = network.StateBytes();
        var images = rand(4, 1, 8, 8);

        var folded = network.Folded();

        Assert.IsType(network.GetType(), folded);
        Assert.Equal(network.Predict(images).data<long>().ToArray(), folded.Predict(images).data<long>().ToArray());
        const string Reason = "A folded network is for inference: its batch normalisations are merged into the convolutions, so that it cannot be ";
        Assert.StartsWith(Reason + "saved.", Assert.Throws<InvalidOperationException>(() => folded.SaveWeights(WeightsPath)).Message, StringComparison.Ordinal);
        network.SaveWeights(WeightsPath);
        Assert.StartsWith(Reason + "loaded.", Assert.Throws<InvalidOperationException>(() => folded.LoadWeights(WeightsPath)).Message, StringComparison.Ordinal);
        Assert.StartsWith(Reason + "folded again.", Assert.Throws<InvalidOperationException>(() => folded.Folded()).Message, StringComparison.Ordinal);
        var refusal = Assert.ThrowsAny<Exception>(() => model.CreateTrainer(folded, new StripedImages([6, 3, 2]))).GetBaseException();
        Assert.StartsWith(Reason + "trained.", Assert.IsType<InvalidOperationException>(refusal).Message, StringComparison.Ordinal);

        // A refusal, or the mode of training, leaves it as useful as before.
        folded.train();
        Assert.Equal(network.Predict(images).data<long>().ToArray(), folded.Predict(images).data<long>().ToArray());

        Assert.True(network.training);
        Assert.Equal(before, network.StateBytes());
    }

    [Fact]
    public void Holds_nothing_of_the_generator_even_while_it_is_trained()
    {
        var trainingSet = new StripedImages([6, 3, 2]);
        var declaration = CompiledModel.Of(
            "Backbone(\"resnet8\", Classes = 3, Channels = 1, Height = 8, Width = 8)",
            Insert,
            "Train(Epochs = 2, BatchSize = 11, GenerateFromEpoch = 1)");
        var network = declaration.CreateNetwork();
        using (var trainer = declaration.CreateTrainer(network, trainingSet))
        {
            trainer.Fit();
        }

        network.SaveWeights(WeightsPath);
        using var file = SafetensorsFile.Open(WeightsPath);

        Assert.Equal(
            ExpectedNetwork.Of("resnet8").Trace(new(1, 8, 8), classes: 3).State.Select(static entry => entry.Name).Order(StringComparer.Ordinal),
            file.Entries.Select(entry => entry.Name).Order(StringComparer.Ordinal));
        var generation = typeof(RareSampleGenerator).Namespace;
        Assert.All(
            declaration.NetworkType.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic),
            field => Assert.NotEqual(generation, field.FieldType.Namespace));
        Assert.DoesNotContain(network.named_modules(), named => named.module.GetType().Namespace == generation);
    }

    public void Dispose()
    {
        scope.Dispose();
        folder.Delete(recursive: true);
    }
}
