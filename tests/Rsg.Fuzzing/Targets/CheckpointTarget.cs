using System.Security.Cryptography;
using System.Text;
using Rsg.Balancing;
using Rsg.Generation;
using Rsg.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Fuzzing.Targets;

/// <summary>A checkpoint, with a checksum that is right: what somebody wrote who means harm. One that is refused must leave the training as it was.</summary>
public sealed class CheckpointTarget : FuzzTarget
{
    private const int ChecksumAt = 8 + 27;
    private const int ChecksumLength = 64;

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly nn.Module<Tensor, Tensor> network;
    private readonly RareSampleGenerator rsg;
    private readonly FusedSgd optimizer;
    private readonly TrainingState state;
    private readonly byte[] whole;

    /// <summary>Begins a training of a small network.</summary>
    public CheckpointTarget()
    {
        manual_seed(1);
        network = nn.Sequential(("conv", nn.Conv2d(1, 2, 3)), ("norm", nn.BatchNorm2d(2)));
        rsg = new RareSampleGenerator(2, FrequentClasses.FromCounts(new ClassCounts([9, 5, 1]), ratio: 0.4), new RareSampleGeneratorOptions { Centers = 2, ContrastiveChannels = 2 });
        optimizer = new FusedSgd(network, rsg, 0.1, 0.9, 0.01);
        state = new TrainingState(network, optimizer, new TrainingProgress(new TrainingStart("Net", 9, 1, null), observer: null), rsg);
        using Tensor maps = network.call(rand(4, 1, 5, 5));
        Step(maps);
        whole = SeedFile.Of(path => state.Save(path, epoch: 3));
        Seeds = [whole];
    }

    /// <inheritdoc/>
    public override string Name => "checkpoint";

    /// <inheritdoc/>
    public override string FileName => "input.ckpt";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Words =>
    [
        "\\\"epoch\\\":-1", "\\\"withinEpoch\\\":{\\\"steps\\\":1,\\\"nextBatch\\\":1,\\\"images\\\":1,\\\"generated\\\":0,\\\"skipped\\\":0,\\\"total\\\":1,\\\"classification\\\":1,\\\"cesc\\\":0,\\\"mv\\\":0,\\\"durationTicks\\\":1},",
        "\\\"unsettled\\\":{\\\"steps\\\":3,\\\"learningRate\\\":0.1},", "\"missedSteps\":{\"dtype\":\"I64\",\"shape\":[3],\"data_offsets\":[0,24]},", "null", "\\\"", "-1", "\"formatVersion\":\"1\"", "\"format\":\"\"", "[]", "{}",
        "18446744073709551616", "1e999",
    ];

    /// <inheritdoc/>
    public override int InputsInTests => 100;

    /// <inheritdoc/>
    public override bool IsRefusal(Exception failure) => failure is CheckpointException;

    /// <inheritdoc/>
    public override byte[] Complete(byte[] input)
    {
        byte[] completed = SafetensorsTarget.WithHeaderLength(input);
        if (completed.Length >= ChecksumAt + ChecksumLength)
        {
            completed = [.. completed];
            completed.AsSpan(ChecksumAt, ChecksumLength).Fill((byte)'0');
            Encoding.ASCII.GetBytes(Convert.ToHexString(SHA256.HashData(completed))).CopyTo(completed.AsSpan(ChecksumAt));
        }

        return completed;
    }

    /// <inheritdoc/>
    public override void Read(string path)
    {
        string other = path + ".whole";
        try
        {
            state.Load(path);
        }
        catch (CheckpointException)
        {
            state.Save(other, epoch: 3);
            if (!File.ReadAllBytes(other).AsSpan().SequenceEqual(whole))
            {
                throw new FindingException("A checkpoint was refused, and the training is not what it was.");
            }

            throw;
        }
        finally
        {
            File.WriteAllBytes(other, whole);
            state.Load(other);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        optimizer.Dispose();
        rsg.Dispose();
        network.Dispose();
        scope.Dispose();
        base.Dispose(disposing);
    }

    private void Step(Tensor maps)
    {
        optimizer.ZeroGrad();
        using var batch = NewDisposeScope();
        var estimated = rsg.Estimate(maps, tensor(new long[] { 0, 1, 2, 1 }));
        (estimated.Features.square().mean() + estimated.Cesc).backward();
        optimizer.Step();
    }
}
