using System.Text;
using Rsg.Data;
using SkiaSharp;

namespace Rsg.Runtime.Tests.Data;

public sealed class ListFileTests : IDisposable
{
    private static readonly ImagePreparation Preparation = new(1, 4, 4);

    private readonly TemporaryFolder folder = new();

    public ListFileTests()
    {
        foreach (string name in new[] { "a/1.png", "a/2.png", "b/with space 3.png" })
        {
            folder.Write($"images/{name}", EncodedImages.Plain(SKColors.Gray, 4, 4));
        }
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a/1.png 0\na/2.png 1\nb/with space 3.png 2\n")]
    [InlineData("a/1.png 0\r\na/2.png 1\r\nb/with space 3.png 2")]
    [InlineData("\uFEFFa/1.png 0\na/2.png\t1  \n  b/with space 3.png   2\n\n \n\r\n")]
    public void A_line_is_a_path_and_a_label(string list)
    {
        ImageFiles set = Read(list, 3);

        Assert.Equal([0, 1, 2], set.Labels);
        Assert.Equal(
            [folder["images/a/1.png"], folder["images/a/2.png"], folder["images/b/with space 3.png"]],
            Enumerable.Range(0, 3).Select(set.PathOf));
        Assert.Equal(["0", "1", "2"], set.ClassNames);
        set.Read(2, new float[16], augmentation: null);
    }

    [Fact]
    public void A_list_in_UTF_16_is_read()
    {
        File.WriteAllText(folder["list.txt"], "a/1.png 0\r\na/2.png 1\r\n", Encoding.Unicode);

        Assert.Equal([0, 1], ListFile.Read(folder["list.txt"], folder["images"], Preparation, ["x", "y"]).Labels);
    }

    [Fact]
    public void Every_fault_is_named_with_its_line()
    {
        string outside = folder.Write("outside.png", EncodedImages.Plain(SKColors.Gray, 4, 4));
        folder.Write("images/empty.png", "");
        Directory.CreateDirectory(folder["images/folder.png"]);
        string list =
            $"""
            a/1.png 0

            a/2.png 3
            a/2.png -1
            a/2.png

            a/2.png one
            a/missing.png 1
            empty.png 1
            ../outside.png 1
            {outside} 1
            a/1.png 1
            folder.png 1
            a/2.png 1.0
            b/\0.png 1
            a/./../a/2.png 99999999999999999999
            """.ReplaceLineEndings("\n").Replace("\\0", "\0", StringComparison.Ordinal);

        var error = Assert.Throws<InvalidDataException>(() => Read(list, 3));

        string name = folder["list.txt"];
        string root = folder["images"];
        string leaves = $"leaves the root folder '{root}'; paths must be relative to it and stay in it.";
        const string Alone = "is a path or a label alone; a path, a space and the number of a class were expected.";
        const string NoNumber = "is not the number of a class; a path, a space and such a number were expected.";
        Assert.Equal(
            $"""
            17 faults were found:
            '{name}', line 2: the line is blank.
            '{name}', line 3: the label of 'a/2.png' is 3; with 3 classes it must be 0 to 2.
            '{name}', line 4: the label of 'a/2.png' is -1; with 3 classes it must be 0 to 2.
            '{name}', line 5: 'a/2.png' {Alone}
            '{name}', line 6: the line is blank.
            '{name}', line 7: the label 'one' {NoNumber}
            '{name}', line 10: '../outside.png' {leaves}
            '{name}', line 11: '{outside}' {leaves}
            '{name}', line 12: 'a/1.png' is listed a second time, first at line 1.
            '{name}', line 14: the label '1.0' {NoNumber}
            '{name}', line 15: 'b/{'\uFFFD'}.png' has a character that no path can have.
            '{name}', line 16: the label '99999999999999999999' {NoNumber}
            '{name}', line 8: there is no file '{folder["images/a/missing.png"]}'.
            '{name}', line 9: the file '{folder["images/empty.png"]}' is empty.
            '{name}', line 13: there is no file '{folder["images/folder.png"]}'.
            '{name}': class 1 ('1') has no image.
            '{name}': class 2 ('2') has no image.
            """.ReplaceLineEndings("\n"),
            error.Message);

        ImageFiles set = Read(list, 3, FaultPolicy.Skip);
        Assert.Equal([0], set.Labels);
        Assert.Equal(17, set.SkippedCount);
        Assert.Equal(new SkippedImage("", name, "line 2", "the line is blank."), set.Skipped[0]);
        Assert.Equal("../outside.png", set.Skipped[6].Path);
    }

    [Theory]
    [InlineData("./a/1.png")]
    [InlineData("b/../a/1.png")]
    [InlineData("a//1.png")]
    public void Another_spelling_of_a_path_is_the_same_image(string spelling)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read($"a/1.png 0\n{spelling} 1\n", 2));

        Assert.Contains($"line 2: '{spelling}' is listed a second time, first at line 1.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_list_is_said_to_be_empty()
        => Assert.Equal($"'{folder["list.txt"]}' is empty; it names no image.", Assert.Throws<InvalidDataException>(() => Read("", 8142)).Message);

    [Fact]
    public void A_folder_is_no_list()
        => Assert.Contains("is a folder, not a list.", Assert.Throws<FileNotFoundException>(() => ListFile.Read(folder["images"], folder["images"], Preparation, 2)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_a_terminal_would_obey_is_not_repeated()
    {
        var error = Assert.Throws<InvalidDataException>(() => Read("a/1.png 0\nb/\u001B[31m.png 1\n", 2));

        Assert.DoesNotContain('\u001B', error.Message);
        Assert.Contains("line 2: there is no file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_without_a_line_is_a_fault()
    {
        Assert.Equal(
            $"'{folder["list.txt"]}': class 1 ('1') has no image.",
            Assert.Throws<InvalidDataException>(() => Read("a/1.png 0\na/2.png 2\n", 3)).Message);
        Assert.Equal(3, Read("a/1.png 0\na/2.png 2\n", 3, FaultPolicy.Skip).Classes);
    }

    [Fact]
    public void What_is_no_list_is_refused()
    {
        Assert.Contains("'nowhere.txt'", Assert.Throws<FileNotFoundException>(() => ListFile.Read("nowhere.txt", folder.Root, Preparation, 2)).Message, StringComparison.Ordinal);
        string list = folder.Write("list.txt", "");
        Assert.Contains("'nowhere'", Assert.Throws<DirectoryNotFoundException>(() => ListFile.Read(list, "nowhere", Preparation, 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("classes", () => ListFile.Read(list, folder.Root, Preparation, 1));
        Assert.StartsWith(
            $"'{list}' has no image that can be used.", Assert.Throws<InvalidDataException>(() => Read("nowhere.png 0\n", 2, FaultPolicy.Skip)).Message, StringComparison.Ordinal);

        Assert.Equal(
            $"'{list}', line 2: the line is longer than 32768 characters; this is no list of images.",
            Assert.Throws<InvalidDataException>(() => Read("a/1.png 0\n" + new string('x', 1_000_000), 2)).Message);

        // A picture in place of a list: some lines of it are quoted, none in full.
        folder.Write("list.txt", [.. EncodedImages.Of(64, 64, (x, y) => new SKColor((uint)((x * 2654435761) ^ (y * 40503)) | 0xFF000000))]);
        string message = Assert.Throws<InvalidDataException>(() => ListFile.Read(list, folder.Root, Preparation, 2)).Message;
        Assert.All(message.Split('\n'), line => Assert.InRange(line.Length, 1, 600));
    }

    [Fact]
    public void A_list_that_is_not_UTF_8_names_the_lines_that_are_not()
    {
        byte[] list = [.. "a/1.png 0\na/"u8, 0xE9, .. ".png 1\n"u8];
        folder.Write("list.txt", list);

        string message = Assert.Throws<InvalidDataException>(() => ListFile.Read(folder["list.txt"], folder["images"], Preparation, 2)).Message;

        Assert.Contains("line 2: 'a/\uFFFD.png' has a character that no path can have.", message, StringComparison.Ordinal);
    }

    private ImageFiles Read(string list, int classes, FaultPolicy faults = FaultPolicy.Stop) =>
        ListFile.Read(folder.Write("list.txt", list), folder["images"], Preparation, classes, faults);
}
