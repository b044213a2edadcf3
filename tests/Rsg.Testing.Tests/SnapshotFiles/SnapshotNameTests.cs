using Rsg.Testing.SnapshotFiles;

namespace Rsg.Testing.Tests.SnapshotFiles;

public sealed class SnapshotNameTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Files_are_named_after_the_source_file_and_the_test_in_a_folder_beside_it()
    {
        var name = SnapshotName.Of(folder.File("NetworkTests.cs"), "A_small_network", []);

        Assert.Equal(Path.Combine(folder.Path, "_snapshots"), name.Directory);
        Assert.Equal("NetworkTests.A_small_network", name.Prefix);
        Assert.Equal(
            Path.Combine(folder.Path, "_snapshots", "NetworkTests.A_small_network#Ns.Model.g.verified.cs"),
            name.VerifiedPath(new("#Ns.Model.g", "cs", "")));
        Assert.Equal(
            Path.Combine(folder.Path, "_snapshots", "NetworkTests.A_small_network.received.txt"),
            name.ReceivedPath(new("", "txt", "")));
    }

    [Fact]
    public void Parameters_follow_the_method_by_name()
    {
        var name = SnapshotName.Of(
            folder.File("T.cs"),
            "M",
            [("none", null), ("on", true), ("off", false), ("ratio", 0.5), ("count", -3), ("loss", "ldam"), ("form", Form.Released)]);

        Assert.Equal("T.M_none=null_on=True_off=False_ratio=0.5_count=-3_loss=ldam_form=Released", name.Prefix);
    }

    [Fact]
    public void Lists_are_joined_and_what_no_file_may_be_called_becomes_a_dash()
    {
        var name = SnapshotName.Of(folder.File("T.cs"), "M", [("shape", new[] { 3, 32, 32 }), ("path", "a/b\\c:d*e?f\"g<h>i|j\tk l.yaml")]);

        Assert.Equal("T.M_shape=3,32,32_path=a-b-c-d-e-f-g-h-i-j-k l.yaml", name.Prefix);
    }

    [Fact]
    public void A_source_file_that_is_not_there_is_said()
    {
        var error = Assert.Throws<ArgumentException>(() => SnapshotName.Of("/_/tests/NetworkTests.cs", "M", []));
        Assert.Contains("/_/tests/NetworkTests.cs", error.Message, StringComparison.Ordinal);
        Assert.Contains("DeterministicSourcePaths", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_tests_of_one_prefix_are_refused_also_when_case_differs()
    {
        var used = new UsedPrefixes();
        used.Claim(SnapshotName.Of(folder.File("T.cs"), "Trains", []));
        used.Claim(SnapshotName.Of(folder.File("T.cs"), "Trains", [("epochs", 2)]));

        var error = Assert.Throws<InvalidOperationException>(() => used.Claim(SnapshotName.Of(folder.File("T.cs"), "trains", [])));
        Assert.Contains("'T.trains' is used twice", error.Message, StringComparison.Ordinal);
    }
}
