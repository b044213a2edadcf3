using System.Runtime.CompilerServices;
using Rsg.Testing.SnapshotFiles;

namespace Rsg.Testing.Tests.SnapshotFiles;

public class DirectoryScrubberTests
{
    private static readonly DirectoryScrubber Scrubber = new(
    [
        ("/home/ada/nets/", "{SolutionDirectory}"),
        ("/home/ada/nets/src", "{ProjectDirectory}"),
        ("/home/ada", "{UserProfile}"),
        ("/", "{Root}"),
        (null, "{Nowhere}"),
    ]);

    [Theory]
    [InlineData("/home/ada/nets/src/A.cs", "{ProjectDirectory}A.cs")]
    [InlineData("/home/ada/nets/src", "{ProjectDirectory}")]
    [InlineData("/home/ada/nets/srcs/A.cs", "{SolutionDirectory}srcs/A.cs")]
    [InlineData("\\home\\ada\\nets\\src\\A.cs", "{ProjectDirectory}A.cs")]
    [InlineData("see '/home/ada/notes' and /home/ada.", "see '{UserProfile}notes' and {UserProfile}.")]
    [InlineData("x/home/ada", "x/home/ada")]
    [InlineData("/home/adam", "/home/adam")]
    [InlineData("/Home/Ada", "/Home/Ada")]
    [InlineData("a / b", "a / b")]
    public void The_longest_folder_that_ends_where_a_name_ends_is_replaced_with_one_separator(string text, string expected) =>
        Assert.Equal(expected, Scrubber.Scrub(text));

    [Fact]
    public void The_folders_of_a_test_are_those_of_its_project_and_its_solution()
    {
        var scrubber = DirectoryScrubber.For(ThisFile());
        var project = Path.GetDirectoryName(Path.GetDirectoryName(ThisFile()))!;
        var solution = Path.GetDirectoryName(Path.GetDirectoryName(project))!;

        Assert.True(File.Exists(Path.Combine(project, "Rsg.Testing.Tests.csproj")));
        Assert.Equal("{ProjectDirectory}A.cs", scrubber.Scrub(Path.Combine(project, "A.cs")));
        Assert.Equal("{SolutionDirectory}README.md", scrubber.Scrub(Path.Combine(solution, "README.md")));
        Assert.Equal("{TempPath}x", scrubber.Scrub(Path.Combine(Path.GetTempPath(), "x")));
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
