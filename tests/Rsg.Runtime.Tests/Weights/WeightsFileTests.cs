using Rsg.Weights;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Weights;

public sealed class WeightsFileTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    private string FilePath => Path.Combine(folder.FullName, "w.safetensors");

    public void Dispose()
    {
        scope.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void ParametersAndBuffersComeBack()
    {
        using var saved = Network();
        saved.call(randn(8, 3, 4, 4));
        WeightsFile.Save(saved, FilePath);
        using var loaded = Network();
        WeightsFile.Load(loaded, FilePath);

        Assert.Equal(["0.bias", "0.weight", "1.bias", "1.num_batches_tracked", "1.running_mean", "1.running_var", "1.weight"], Names(loaded));
        Assert.Equal(1, loaded.state_dict()["1.num_batches_tracked"].item<long>());
        AssertEqualState(saved, loaded);
        Assert.All(loaded.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    [Fact]
    public void FloatingPointValuesAreConvertedToTheModulesType()
    {
        using var saved = Network();
        WeightsFile.Save(saved, FilePath);
        using var loaded = Network();
        loaded.to(ScalarType.Float64);
        WeightsFile.Load(loaded, FilePath);

        Assert.Equal(ScalarType.Float64, loaded.state_dict()["0.weight"].dtype);
        Assert.True(loaded.state_dict()["0.weight"].to(ScalarType.Float32).equal(saved.state_dict()["0.weight"]).all().item<bool>());
    }

    [Fact]
    public void EveryDifferenceIsNamedAndNothingIsLoaded()
    {
        using var module = Network();
        var before = module.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        var content = module.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value + 1);
        content.Remove("1.weight");
        content["0.weight"] = zeros(4, 3, 1, 1);
        content["1.num_batches_tracked"] = tensor(1f);
        content["fc.bias"] = zeros(2);
        SafetensorsFile.Write(FilePath, content);

        var failure = Assert.Throws<InvalidDataException>(() => WeightsFile.Load(module, FilePath));
        Assert.Equal(
            """
            'w.safetensors' does not fit the module; nothing was loaded:
              missing: 1.weight Float32 [4]
              does not fit: 0.weight is Float32 [4, 3, 1, 1] in the file, Float32 [4, 3, 3, 3] in the module
              does not fit: 1.num_batches_tracked is Float32 [] in the file, Int64 [] in the module
              unexpected: fc.bias Float32 [2]
            PretrainedWeights.Load takes weights of other networks and under other names.
            """,
            failure.Message);
        Assert.All(module.state_dict(), entry => Assert.True(entry.Value.equal(before[entry.Key]).all().item<bool>(), entry.Key));
    }

    [Fact]
    public void SavingReplacesTheFileAndLeavesNoOther()
    {
        using var first = Network();
        using var second = Network();
        WeightsFile.Save(first, FilePath);
        WeightsFile.Save(second, FilePath);
        using var loaded = Network();
        WeightsFile.Load(loaded, FilePath);

        AssertEqualState(second, loaded);
        Assert.Equal([FilePath], Directory.GetFiles(folder.FullName));
    }

    private static Sequential Network() => nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4));

    private static IEnumerable<string> Names(nn.Module module) => module.state_dict().Keys.Order(StringComparer.Ordinal);

    private static void AssertEqualState(nn.Module expected, nn.Module actual) => Assert.All(
        expected.state_dict(), entry => Assert.True(entry.Value.equal(actual.state_dict()[entry.Key]).all().item<bool>(), entry.Key));
}
