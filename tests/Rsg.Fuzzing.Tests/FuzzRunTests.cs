using System.Text;

namespace Rsg.Fuzzing.Tests;

/// <summary>The harness finds what it is for.</summary>
public sealed class FuzzRunTests
{
    [Theory]
    [InlineData("throws", "NotSupportedException")]
    [InlineData("lies", "a promise")]
    [InlineData("allocates", "asked for")]
    [InlineData("waits", "took")]
    public void A_reader_that_breaks_a_bound_is_found(string fault, string what)
    {
        using var target = new FaultyTarget(fault);
        using var run = new FuzzRun(target);

        Finding finding = Assert.Single(run.Search(seed: 1, tried => tried < 100));

        Assert.Contains(what, finding.What, StringComparison.Ordinal);
        Assert.Contains((byte)'!', finding.Input);
        Assert.NotNull(run.Try(finding.Input));
        Assert.Null(run.Try("abc"u8.ToArray()));
    }

    [Fact]
    public void The_same_seed_makes_the_same_inputs()
    {
        Assert.Equal(Inputs(7), Inputs(7));
        Assert.NotEqual(Inputs(7), Inputs(8));
    }

    private static string[] Inputs(int seed)
    {
        var mutator = new Mutator(seed, ["word"]);
        return [.. Enumerable.Range(0, 50).Select(_ => Convert.ToHexString(mutator.Change("abc123"u8.ToArray(), "xyz"u8.ToArray())))];
    }

    private sealed class FaultyTarget(string fault) : FuzzTarget
    {
        public override string Name => "faulty";

        public override string FileName => "input";

        public override IReadOnlyList<byte[]> Seeds => Texts("abc123");

        public override IReadOnlyList<string> Words => ["!"];

        public override TimeSpan TimeLimit => TimeSpan.FromMilliseconds(fault == "waits" ? 20 : 5000);

        public override int InputsInTests => 0;

        public override bool IsRefusal(Exception failure) => failure is InvalidDataException;

        public override void Read(string path)
        {
            string text = Encoding.Latin1.GetString(File.ReadAllBytes(path));
            if (!text.Contains('!', StringComparison.Ordinal))
            {
                return;
            }

            switch (fault)
            {
                case "throws":
                    throw new NotSupportedException();
                case "lies":
                    throw new FindingException("a promise");
                case "allocates":
                    GC.KeepAlive(new byte[32 << 20]);
                    break;
                default:
                    Thread.Sleep(50);
                    break;
            }
        }
    }
}
