using System.Text;
using Rsg.Data;

namespace Rsg.Runtime.Tests.Data;

public sealed class FilePresenceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Files_with_a_content_are_there()
    {
        folder.Write("a/é 日本.jpg", [1]);
        string longName = string.Concat(Enumerable.Repeat($"{new string('x', 200)}/", 6));
        folder.Write($"{longName}1.jpg", [1]);

        Assert.Null(FaultOf("a/é 日本.jpg"));
        Assert.Null(FaultOf($"{longName}1.jpg"));
    }

    [Fact]
    public void What_is_missing_empty_or_a_folder_is_named()
    {
        folder.Write("a/1.jpg", []);
        Assert.Equal($"the file '{folder["a/1.jpg"]}' is empty.", FaultOf("a/1.jpg"));
        Assert.Equal($"there is no file '{folder["a/2.jpg"]}'.", FaultOf("a/2.jpg"));
        Assert.Equal($"there is no file '{folder["a"]}'.", FaultOf("a"));
        Assert.Equal($"there is no file '{folder["a/1.jpg/2.jpg"]}'.", FaultOf("a/1.jpg/2.jpg"));
    }

    /// <summary>Where letters of both sizes are told apart, another spelling is another file.</summary>
    [Fact]
    public void Spelling_counts_as_the_file_system_has_it()
    {
        folder.Write("a/1.jpg", [1]);

        Assert.Equal(File.Exists(folder["A/1.JPG"]), FaultOf("A/1.JPG") is null);
    }

    [Fact]
    public void Links_to_files_and_folders_are_followed()
    {
        if (OperatingSystem.IsWindows())
        {
            // Making a link needs a right there that tests do not have.
            return;
        }

        folder.Write("a/1.jpg", [1]);
        File.CreateSymbolicLink(folder["link.jpg"], folder["a/1.jpg"]);
        Directory.CreateSymbolicLink(folder["b"], folder["a"]);

        Assert.Null(FaultOf("link.jpg"));
        Assert.Null(FaultOf("b/1.jpg"));
    }

    private string? FaultOf(string path) => new FilePresence(folder.Root).FaultOf(Encoding.UTF8.GetBytes(path));
}
