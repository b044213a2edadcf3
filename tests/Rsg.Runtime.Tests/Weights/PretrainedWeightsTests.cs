using Rsg.Weights;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Weights;

public sealed class PretrainedWeightsTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly TemporaryFolder folder = new();
    private readonly Sequential network = Network(classes: 5);
    private readonly Dictionary<string, Tensor> before;

    public PretrainedWeightsTests() => before = Values(network);

    private string FilePath => folder["w.safetensors"];

    public void Dispose()
    {
        network.Dispose();
        scope.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_file_that_fits_is_loaded_as_a_whole()
    {
        Dictionary<string, Tensor> file = Write(Network(classes: 5).state_dict());

        WeightsLoadReport report = PretrainedWeights.Load(network, FilePath);

        Assert.Equal(network.state_dict().Keys, report.Loaded);
        Assert.True(report.Fits);
        Assert.Empty(report.LeftInFile);
        Assert.Empty(report.NotInFile);
        AssertLoaded(file);
        Assert.Equal("w.safetensors: 9 tensors loaded, 0 left in the file, 0 not in the file\n", report.ToString());
    }

    [Fact]
    public void A_classifier_of_other_classes_is_left_where_it_is()
    {
        Dictionary<string, Tensor> file = Write(Network(classes: 1000).state_dict());

        WeightsLoadReport report = PretrainedWeights.Load(network, FilePath, new WeightsLoadOptions { Leave = ["fc."] });

        Assert.Equal(["fc.bias", "fc.weight"], report.LeftInFile.Select(note => note.Name));
        Assert.Equal("Float32 [1000, 4]", report.LeftInFile[1].Tensor);
        Assert.Equal(["fc.bias", "fc.weight"], report.NotInFile.Select(note => note.Name).Order(StringComparer.Ordinal));
        Assert.Equal(7, report.Loaded.Length);
        file["fc.weight"] = before["fc.weight"];
        file["fc.bias"] = before["fc.bias"];
        AssertLoaded(file);
    }

    [Fact]
    public void Names_are_changed_in_the_order_of_the_rules()
    {
        // Written by several GPUs, the convolution under another name, the classifier under the released code's "fc_".
        Dictionary<string, Tensor> file = Network(classes: 5).state_dict();
        Write(file.ToDictionary(
            entry => "module." + entry.Key.Replace("conv.", "stem.", StringComparison.Ordinal).Replace("fc.", "fc_.", StringComparison.Ordinal),
            entry => entry.Value));

        WeightsLoadReport report = PretrainedWeights.Load(
            network, FilePath, new WeightsLoadOptions { Rename = [("module.", ""), ("stem.", "conv."), ("fc_.weight", "fc.weight"), ("fc_.bias", "fc.bias")] });

        Assert.Equal(9, report.Renamed.Length);
        Assert.Contains(("module.stem.weight", "conv.weight"), report.Renamed);
        Assert.Contains(("module.fc_.bias", "fc.bias"), report.Renamed);
        Assert.Contains("... and 4 more", report.ToString(), StringComparison.Ordinal);
        AssertLoaded(file);
    }

    [Fact]
    public void A_beginning_can_be_put_before_every_name()
    {
        Dictionary<string, Tensor> file = Network(classes: 5).state_dict();
        Write(file.Where(entry => entry.Key.StartsWith("fc.", StringComparison.Ordinal)).ToDictionary(entry => entry.Key[3..], entry => entry.Value));

        WeightsLoadReport report = PretrainedWeights.Load(
            network, FilePath, new WeightsLoadOptions { Rename = [("", "fc.")], Keep = ["conv.", "bn.weight", "bn.bias", "bn.running_mean", "bn.running_var"] });

        Assert.Equal(["fc.bias", "fc.weight"], report.Loaded.Order(StringComparer.Ordinal));
        Assert.True(network.state_dict()["fc.weight"].equal(file["fc.weight"]).all().item<bool>());
    }

    [Fact]
    public void Whatever_is_not_allowed_is_named_all_at_once_and_changes_nothing()
    {
        Dictionary<string, Tensor> file = Network(classes: 7).state_dict();
        file.Remove("bn.running_mean");
        file["head.weight"] = zeros(2, 2);
        file["module.conv.weight"] = file["conv.weight"];
        file["bn.num_batches_tracked"] = tensor(1f);
        Write(file);

        var error = Assert.Throws<InvalidDataException>(() => PretrainedWeights.Load(
            network, FilePath, new WeightsLoadOptions { Rename = [("module.", "")], Leave = ["fc.bias"] }));

        Assert.StartsWith("'w.safetensors' does not fit the network, and nothing was loaded.", error.Message, StringComparison.Ordinal);
        string[] rows = [.. error.Message.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
        Assert.Equal(
            [
                "does not fit bn.num_batches_tracked Float32 [] bn.num_batches_tracked Int64 []",
                "does not fit fc.weight Float32 [7, 4] fc.weight Float32 [5, 4]",
                "missing bn.running_mean Float32 [4] the file does not have it",
                "unexpected head.weight Float32 [2, 2] the network has no such name",
                "unexpected module.conv.weight Float32 [4, 3, 3, 3] the network's 'conv.weight' is read from 'conv.weight' already",
                "left fc.bias Float32 [7] it is to be left",
                "start value fc.bias Float32 [5] it is to be left in the file",
            ],
            rows[5..^2]);
        AssertLoaded(before);

        WeightsLoadReport report = PretrainedWeights.Compare(network, FilePath, new WeightsLoadOptions { Rename = [("module.", "")], Leave = ["fc.bias"] });
        Assert.False(report.Fits);
        Assert.EndsWith(report.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_to_leave_that_is_no_beginning_stands_for_itself_alone()
    {
        Write(Network(classes: 5).state_dict().Append(new("fcx.weight", zeros(1))));

        var error = Assert.Throws<InvalidDataException>(() => PretrainedWeights.Load(network, FilePath, new WeightsLoadOptions { Leave = ["fc", "fcx"] }));

        Assert.Contains("unexpected", error.Message, StringComparison.Ordinal);
        AssertLoaded(before);
    }

    [Fact]
    public void Files_from_before_the_counter_of_batches_fit()
    {
        Dictionary<string, Tensor> file = Network(classes: 5).state_dict();
        file.Remove("bn.num_batches_tracked");
        Write(file);

        WeightsNote note = Assert.Single(PretrainedWeights.Load(network, FilePath).NotInFile);

        Assert.Equal(("bn.num_batches_tracked", true), (note.Name, note.IsAllowed));
    }

    [Fact]
    public void A_beginning_that_all_names_share_is_pointed_out()
    {
        Write(Network(classes: 5).state_dict().Select(entry => KeyValuePair.Create("module." + entry.Key, entry.Value)));

        var error = Assert.Throws<InvalidDataException>(() => PretrainedWeights.Load(network, FilePath));

        Assert.Contains("Rename = [(\"module.\", \"\")]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_off_after_the_check_of_its_header_changes_nothing()
    {
        Write(Network(classes: 5).state_dict());
        byte[] whole = File.ReadAllBytes(FilePath);
        File.WriteAllBytes(FilePath, whole[..^40]);

        Assert.Throws<InvalidDataException>(() => PretrainedWeights.Load(network, FilePath));
        AssertLoaded(before);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'P', (byte)'K', 3, 4, 0, 0, 8, 8, 0, 0 })]
    [InlineData(new byte[] { 0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20 })]
    public void A_file_of_torch_save_is_recognised(byte[] content)
    {
        File.WriteAllBytes(FilePath, content);

        var error = Assert.Throws<InvalidDataException>(() => PretrainedWeights.Load(network, FilePath));

        Assert.Contains("safetensors.torch.save_file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_that_make_no_sense_are_refused()
    {
        Write(Network(classes: 5).state_dict());

        Refused("'module.' cannot be renamed to 'net'", new WeightsLoadOptions { Rename = [("module.", "net")] });
        Refused("'a' cannot be renamed to ''", new WeightsLoadOptions { Rename = [("a", "")] });
        Refused("is null", new WeightsLoadOptions { Rename = [("a", null!)] });
        Refused("is empty", new WeightsLoadOptions { Leave = [""] });
        Refused("is empty", new WeightsLoadOptions { Keep = [" "] });

        void Refused(string words, WeightsLoadOptions options) => Assert.Contains(
            words, Assert.Throws<ArgumentException>(nameof(options), () => PretrainedWeights.Load(network, FilePath, options)).Message, StringComparison.Ordinal);
    }

    private static Sequential Network(int classes) => nn.Sequential(("conv", nn.Conv2d(3, 4, 3)), ("bn", nn.BatchNorm2d(4)), ("fc", nn.Linear(4, classes)));

    private static Dictionary<string, Tensor> Values(nn.Module module) => module.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());

    private Dictionary<string, Tensor> Write(IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        SafetensorsFile.Write(FilePath, tensors);
        return tensors.ToDictionary();
    }

    private void AssertLoaded(Dictionary<string, Tensor> expected) => Assert.All(
        network.state_dict(), entry => Assert.True(entry.Value.equal(expected[entry.Key]).all().item<bool>(), entry.Key));
}
