using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Yaml;

/// <summary>Names that a file gives, or that parts of it get, where two would be the same: each state has a name of its own.</summary>
public class StateNameTests
{
    private const string Head = "model: M\ninput: [3, 32, 32]\nclasses: 3\n";

    [Theory]
    [InlineData("network: { stages: [[branches: { paths: [[conv: 4], [conv: 4]] }, branches: { paths: [[conv: 4], [conv: 4]] }]] }", "stage1.branch1_2.conv1")]
    [InlineData("network: { stages: [[branches: { paths: { left: [conv: 4], right: [] } }, branches: { paths: { left: [conv: 4], right: [] } }]] }", "stage1.left_2.conv1")]
    [InlineData("network: { stages: [[conv: { out: 4, name: branch1 }, branches: { paths: [[conv: 4], [conv: 4]] }]] }", "stage1.branch1_2.conv1")]
    [InlineData("network: { stages: [[b]] }\nblocks: { b: { main: [conv: { out: 4, name: downsample }], shortcut: projection } }", "stage1.0.downsample_2.0")]
    [InlineData("network: { stages: [[b]] }\nblocks: { b: { main: [conv: { out: 4, name: shortcut }], shortcut: [conv: 4] } }", "stage1.0.shortcut_2.conv1")]
    [InlineData("network: { stages: [[b]] }\nblocks: { b: { main: [branches: { paths: { shortcut: [conv: 4], main: [] } }], shortcut: [conv: 7] } }", "stage1.0.shortcut_2.conv1")]
    [InlineData("network: { stages: [{ name: stage2, layers: [conv: 4] }, [conv: 4]] }", "stage2_2.conv1")]
    public void The_second_of_two_gets_a_number(string network, string name)
    {
        var run = GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of("internal class Other;").WithAdditionalFile("m.rsg.yaml", Head + network + "\n"))
            .AssertNoDiagnostics()
            .AssertCompilesCleanly();

        Assert.Contains($"\"{name}\"", run.GeneratedText("M.Summary.g.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("classifier")]
    [InlineData("stem")]
    [InlineData("head")]
    public void A_stage_cannot_have_the_name_of_another_part(string name)
    {
        var run = GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of("internal class Other;")
            .WithAdditionalFile("m.rsg.yaml", Head + $"blocks: {{ b: {{ layers: [conv: 4] }} }}\nnetwork: {{ stages: [{{ name: {name}, layers: [b] }}] }}\n"));

        Assert.Null(run.Result.Exception);
        Assert.Equal("RSG2008", Assert.Single(run.Diagnostics).Id);
    }
}
