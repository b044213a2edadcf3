using Rsg.Testing.Generation;

namespace Rsg.Testing.Tests;

/// <summary>Whole snapshots, as the other test projects have them; both engines run these.</summary>
public class SnapshotsTests
{
    [Fact]
    public Task A_greeter() => Snapshots.Verify(GeneratorRun.Of<GreetingGenerator>("[Greeting.Greets] internal partial class Host;"));

    [Fact]
    public Task A_greeter_with_a_small_letter() =>
        Snapshots.Verify(GeneratorRun.Of<GreetingGenerator>("using Greeting;\n\n[Greets]\ninternal partial class host\n{\n}\n"));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_word(bool loud) => Snapshots.Verify(
        GeneratorRun.Of<GreetingGenerator>(GeneratorInput.Of() with
        {
            AdditionalFiles =
            [
                new("words/Weather.txt", "storm\n")
                {
                    Options = GeneratorInput.Of().GlobalOptions.Add("build_metadata.AdditionalFiles.Loud", loud ? "true" : "false"),
                },
            ],
        }),
        [("loud", loud)]);
}
