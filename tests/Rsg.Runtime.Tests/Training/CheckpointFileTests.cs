using System.Security.Cryptography;
using System.Text;
using Rsg.Balancing;
using Rsg.Generation;
using Rsg.Training;
using Rsg.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Runtime.Tests.Training;

/// <summary>A file that is not exactly what was written is never gone on from, and changes nothing.</summary>
public sealed class CheckpointFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly nn.Module<Tensor, Tensor> network;
    private readonly RareSampleGenerator rsg;
    private readonly FusedSgd optimizer;
    private readonly TrainingState state;
    private readonly byte[] whole;

    public CheckpointFileTests()
    {
        network = nn.Sequential(("conv", nn.Conv2d(1, 2, 3)), ("norm", nn.BatchNorm2d(2)));
        rsg = new RareSampleGenerator(2, FrequentClasses.FromCounts(new ClassCounts([9, 5, 1]), ratio: 0.4), new RareSampleGeneratorOptions { Centers = 2, ContrastiveChannels = 2 });
        optimizer = new FusedSgd(network, rsg, 0.1, 0.9, 0.01);
        state = new TrainingState(network, optimizer, new TrainingProgress(new TrainingStart("Net", 9, 1, null), observer: null), rsg);
        Step();
        state.Save(Good, epoch: 3);
        whole = File.ReadAllBytes(Good);
    }

    private string Good => folder["good.ckpt"];

    private string Bad => folder["bad.ckpt"];

    public void Dispose()
    {
        optimizer.Dispose();
        rsg.Dispose();
        network.Dispose();
        scope.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void What_was_written_is_read_back()
    {
        Step();
        Step();

        Assert.Equal(3, state.Load(Good));

        state.Save(Bad, 3);
        Assert.Equal(whole, File.ReadAllBytes(Bad));
    }

    [Fact]
    public void A_file_that_was_cut_off_anywhere_is_refused()
    {
        for (var length = 0; length < whole.Length; length += length < 400 ? 1 : 97)
        {
            AssertRefused(whole[..length], $"{length} of {whole.Length} bytes");
        }

        AssertRefused(whole[..^1], "all but one byte");
    }

    [Fact]
    public void A_changed_byte_anywhere_is_refused()
    {
        for (var at = 0; at < whole.Length; at += at < 1500 ? 1 : 89)
        {
            var changed = whole.ToArray();
            changed[at] ^= 0x10;
            AssertRefused(changed, $"byte {at}");
        }

        AssertRefused([.. whole, 0], "a byte more");
    }

    [Theory]
    [InlineData("random.torch", null)]
    [InlineData("", "{\"epoch\":-1,\"rsgRandom\":\"1\",\"contrastiveModuleLearns\":true,\"parametersWithGradient\":[]}")]
    public void What_somebody_wrote_with_a_right_checksum_is_refused_too(string zeroed, string? position)
    {
        using (var file = CheckpointFile.Open(Good))
        {
            CheckpointFile.Write(
                Bad,
                file.Entries.Select(entry => KeyValuePair.Create(entry.Name, entry.Name == zeroed ? file.Read(entry.Name).zero_() : file.Read(entry.Name))).ToArray(),
                [new("position", position ?? file.Text("position"))]);
        }

        Assert.Equal(CheckpointProblem.Damaged, AssertRefused(File.ReadAllBytes(Bad), "what was changed").Problem);
    }

    [Fact]
    public void Every_single_bit_of_a_number_counts()
    {
        for (var bit = 0; bit < 8; bit++)
        {
            var changed = whole.ToArray();
            changed[^1] ^= (byte)(1 << bit);
            Assert.Equal(CheckpointProblem.Damaged, AssertRefused(changed, $"bit {bit}").Problem);
        }
    }

    [Fact]
    public void Saved_weights_are_no_checkpoint()
    {
        WeightsFile.Save(network, Bad);

        var error = Assert.Throws<CheckpointException>(() => state.Load(Bad));

        Assert.Equal(CheckpointProblem.Foreign, error.Problem);
        Assert.Contains(Bad, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_format_says_who_wrote_it()
    {
        var text = Encoding.Latin1.GetString(whole).Replace("\"formatVersion\":\"2\"", "\"formatVersion\":\"3\"", StringComparison.Ordinal);
        File.WriteAllBytes(Bad, WithChecksum(Encoding.Latin1.GetBytes(text)));

        var error = Assert.Throws<CheckpointException>(() => state.Load(Bad));

        Assert.Equal(CheckpointProblem.NewerFormat, error.Problem);
        Assert.Contains("format is 3, written by Rsg.Runtime ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_have_been_missed_is_refused()
    {
        using var missed = tensor(new long[] { 0, 2, 3 });
        Assert.True(new MissedSteps(3, 0.1).CanBe(missed));
        Assert.False(new MissedSteps(2, 0.1).CanBe(missed));
        Assert.False(new MissedSteps(5000, 0.1).CanBe(missed));
        Assert.False(new MissedSteps(3, 0.1).CanBe(missed - 1));
        Assert.False(new MissedSteps(3, double.NaN).CanBe(missed));
        Assert.False(new MissedSteps(3, -1).CanBe(missed));
    }

    [Fact]
    public void Between_two_epochs_a_file_of_the_format_before_is_read()
    {
        var text = Encoding.Latin1.GetString(whole).Replace("\"formatVersion\":\"2\"", "\"formatVersion\":\"1\"", StringComparison.Ordinal);
        Assert.DoesNotContain("withinEpoch", text, StringComparison.Ordinal);
        File.WriteAllBytes(Bad, WithChecksum(Encoding.Latin1.GetBytes(text)));
        Step();

        Assert.Equal(3, state.Load(Bad));

        state.Save(Bad, 3);
        Assert.Equal(whole, File.ReadAllBytes(Bad));
    }

    [Theory]
    [InlineData("{\"epoch\":3,\"parametersWithGradient\":[],\"rsgRandom\":\"1\",\"contrastiveModuleLearns\":true,\"unsettled\":{\"steps\":2,\"learningRate\":0.1}}")]
    [InlineData("{\"epoch\":3,\"parametersWithGradient\":[],\"rsgRandom\":\"1\",\"contrastiveModuleLearns\":true,\"unsettled\":7}")]
    [InlineData("{\"epoch\":3,\"parametersWithGradient\":[],\"rsgRandom\":\"1\",\"contrastiveModuleLearns\":true,\"withinEpoch\":{\"steps\":-1,\"nextBatch\":0,\"images\":0,\"generated\":0,\"skipped\":0,\"total\":0,\"classification\":0,\"cesc\":0,\"mv\":0,\"durationTicks\":0}}")]
    [InlineData("{\"epoch\":3,\"parametersWithGradient\":[],\"rsgRandom\":\"1\",\"contrastiveModuleLearns\":true,\"withinEpoch\":{\"steps\":2}}")]
    public void A_position_that_cannot_be_is_refused(string position)
    {
        using (var file = CheckpointFile.Open(Good))
        {
            CheckpointFile.Write(Bad, [.. file.Entries.Select(entry => KeyValuePair.Create(entry.Name, file.Read(entry.Name)))], [new("position", position)]);
        }

        Assert.Equal(CheckpointProblem.Damaged, AssertRefused(File.ReadAllBytes(Bad), position).Problem);
    }

    [Fact]
    public void Other_files_are_refused()
    {
        AssertRefused("PK\u0003\u0004 and so on, as torch.save writes it"u8.ToArray(), "a zip");
        AssertRefused(new byte[5000], "zeros");
        AssertRefused(RandomNumberGenerator.GetBytes(5000), "noise");
        Assert.Throws<FileNotFoundException>(() => state.Load(folder["nothing.ckpt"]));
    }

    /// <summary>A file with a right checksum whose parts do not belong together: made by a hostile or careless tool.</summary>
    [Theory]
    [InlineData("\"network.conv.weight\"", "\"network.conv.height\"")]
    [InlineData("\"velocity.rsg.centers\"", "\"velocity.rsg.centerz\"")]
    [InlineData("\"random.torch\"", "\"rondam.torch\"")]
    [InlineData("\\u0022epoch\\u0022", "\\u0022ehopc\\u0022")]
    [InlineData("epoch\\u0022: 3", "epoch\\u0022: x")]
    public void Parts_that_do_not_belong_together_are_refused(string part, string other)
    {
        var text = Encoding.Latin1.GetString(whole);
        Assert.Contains(part, text, StringComparison.Ordinal);

        AssertRefused(WithChecksum(Encoding.Latin1.GetBytes(text.Replace(part, other, StringComparison.Ordinal))), other);
    }

    [Fact]
    public void A_write_that_fails_leaves_the_file_before_it()
    {
        Directory.CreateDirectory(folder["full"]);
        Assert.ThrowsAny<IOException>(() => state.Save(Path.Combine(folder["missing"], "x.ckpt"), 4));
        Assert.ThrowsAny<Exception>(() => state.Save(folder["full"], 4)); // a folder has that name

        Assert.Equal(whole, File.ReadAllBytes(Good));
        Assert.Equal([Good], Directory.GetFiles(folder.Root));
    }

    private void Step()
    {
        optimizer.ZeroGrad();
        var maps = network.call(rand(4, 1, 5, 5));
        var labels = tensor(new long[] { 0, 1, 2, 1 });
        var batch = rsg.Estimate(maps, labels);
        (batch.Features.square().mean() + batch.Cesc).backward();
        optimizer.Step();
    }

    private CheckpointException AssertRefused(byte[] content, string what)
    {
        File.WriteAllBytes(Bad, content);
        var before = network.state_dict().Concat(rsg.state_dict()).Select(entry => entry.Value.bytes.ToArray()).ToArray();

        var error = Assert.Throws<CheckpointException>(() => state.Load(Bad));

        Assert.Equal(Bad, error.Path);
        Assert.Contains(Bad, error.Message, StringComparison.Ordinal);
        var after = network.state_dict().Concat(rsg.state_dict()).Select(entry => entry.Value.bytes.ToArray()).ToArray();
        Assert.True(before.Zip(after).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)), what);
        return error;
    }

    /// <summary>The checksum as the format has it: SHA-256 of the file with zeros in the place of the checksum, behind the first entry's name.</summary>
    private static byte[] WithChecksum(byte[] content)
    {
        var start = 8 + "{\"__metadata__\":{\"sha256\":\"".Length;
        content.AsSpan(start, 64).Fill((byte)'0');
        Encoding.ASCII.GetBytes(Convert.ToHexString(SHA256.HashData(content))).CopyTo(content, start);
        return content;
    }
}
