using Rsg.Data;
using SkiaSharp;

namespace Rsg.Runtime.Tests.Data;

public sealed class ImageFolderTests : IDisposable
{
    private static readonly ImagePreparation Preparation = new(3, 8, 8);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Classes_are_folders_in_ordinal_order()
    {
        Image("b/2.png", 20);
        Image("b/10.JPEG", 10);
        Image("B/deep/er/1.png", 30);
        Image("a b/x.png", 40);
        folder.Write("b/notes.txt", "no image");
        folder.Write("b/.hidden.png", "");
        folder.Write(".git/config.png", "");
        folder.Write("readme.md", "");

        ImageFiles set = ImageFolder.Read(folder.Root, Preparation);

        Assert.Equal(["B", "a b", "b"], set.ClassNames);
        Assert.Equal([0, 1, 2, 2], set.Labels);
        Assert.Equal(
            [folder["B/deep/er/1.png"], folder["a b/x.png"], folder["b/10.JPEG"], folder["b/2.png"]],
            Enumerable.Range(0, 4).Select(set.PathOf));
        Assert.Equal((4, 3, 3, 8, 8), (set.Count, set.Classes, set.Channels, set.Height, set.Width));
        Assert.Equal(0, set.SkippedCount);
        Assert.True(set.IsDecoded);
        Assert.Equal([30, 40, 10, 20], Enumerable.Range(0, 4).Select(index => (int)MathF.Round(Read(set, index)[0] * 255)));
    }

    [Fact]
    public void Given_names_decide_the_labels()
    {
        Image("cat/1.png");
        Image("ant/1.png");

        ImageFiles set = ImageFolder.Read(folder.Root, Preparation, ["cat", "ant"]);

        Assert.Equal([folder["cat/1.png"], folder["ant/1.png"]], Enumerable.Range(0, 2).Select(set.PathOf));
        Assert.Equal([0, 1], set.Labels);
    }

    [Theory]
    [InlineData("The class 'cat' is given twice.", "cat", "ant", "cat")]
    [InlineData("'../ant' is no name of a folder.", "cat", "../ant")]
    [InlineData("'..' is no name of a folder.", "cat", "..")]
    [InlineData("'' is no name of a folder.", "cat", "")]
    [InlineData("'' is no name of a folder.", "cat", null)]
    [InlineData("classes ('1') must be greater than or equal to '2'.", "cat")]
    public void Names_that_cannot_be_those_of_class_folders_are_refused(string expected, params string?[] classes)
    {
        Image("cat/1.png");
        Image("ant/1.png");

        var error = Assert.ThrowsAny<ArgumentException>(() => ImageFolder.Read(folder.Root, Preparation, classes!));

        Assert.Equal("classes", error.ParamName);
        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_named_together()
    {
        Image("a/1.png");
        folder.Write("a/2.png", "");
        folder.Write("a/3.tiff", "II*");
        Directory.CreateDirectory(folder["b"]);
        Image("c/1.png");
        Image("stray.jpg");

        var error = Assert.Throws<InvalidDataException>(() => ImageFolder.Read(folder.Root, Preparation, ["a", "b", "d"]));

        Assert.Equal(
            $"""
            6 faults were found:
            the folder '{folder["c"]}' is none of the 3 classes.
            the image '{folder["stray.jpg"]}' lies in no class folder.
            the image '{folder["a/3.tiff"]}' is of a kind that is not read; JPEG, PNG, WebP and BMP are.
            the file '{folder["a/2.png"]}' is empty.
            class 1 ('b') has no image.
            class 2 ('d') has no image.
            """.ReplaceLineEndings("\n"),
            error.Message);

        ImageFiles set = ImageFolder.Read(folder.Root, Preparation, ["a", "b", "d"], FaultPolicy.Skip);
        Assert.Equal([0], set.Labels);
        Assert.Equal((6, 3), (set.SkippedCount, set.Classes));
        Assert.Equal(new SkippedImage("a/2.png", null, null, $"the file '{folder["a/2.png"]}' is empty."), set.Skipped[3]);
    }

    [Fact]
    public void Only_the_first_twenty_faults_are_named_and_the_first_thousand_kept()
    {
        Image("a/1.png");
        Image("b/1.png");
        for (int number = 0; number < 1100; number++)
        {
            folder.Write($"a/empty{number:0000}.png", "");
        }

        string message = Assert.Throws<InvalidDataException>(() => ImageFolder.Read(folder.Root, Preparation)).Message;
        Assert.StartsWith("1100 faults were found:\n", message, StringComparison.Ordinal);
        Assert.EndsWith($"'{folder["a/empty0019.png"]}' is empty.\nand 1080 more.", message, StringComparison.Ordinal);

        ImageFiles set = ImageFolder.Read(folder.Root, Preparation, faults: FaultPolicy.Skip);
        Assert.Equal((2, 1100, 1000), (set.Count, set.SkippedCount, set.Skipped.Count));
    }

    [Fact]
    public void A_folder_that_is_none_of_class_folders_is_refused()
    {
        string missing = folder["missing"];
        Assert.Contains(missing, Assert.Throws<DirectoryNotFoundException>(() => ImageFolder.Read(missing, Preparation)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "has 0 class folders; at least two are needed",
            Assert.Throws<InvalidDataException>(() => ImageFolder.Read(folder.Root, Preparation)).Message,
            StringComparison.Ordinal);

        Image("train/a/1.png");
        Image("test/a/1.png");
        Assert.Equal(
            $"The folders of '{folder.Root}' (test, train) are sets, not classes; ImageFolder.ReadSets reads them.",
            Assert.Throws<InvalidDataException>(() => ImageFolder.Read(folder.Root, Preparation)).Message);

        Assert.Throws<ArgumentException>("preparation", () => ImageFolder.Read(folder["train"], new ImagePreparation(4, 8, 8), ["a", "b"], FaultPolicy.Skip));
    }

    [Fact]
    public void A_folder_in_which_nothing_is_left_is_refused_even_if_faults_are_skipped()
    {
        folder.Write("a/1.png", "");
        Directory.CreateDirectory(folder["b"]);

        string message = Assert.Throws<InvalidDataException>(() => ImageFolder.Read(folder.Root, Preparation, faults: FaultPolicy.Skip)).Message;

        Assert.StartsWith($"'{folder.Root}' has no image that can be used. 3 faults were found:", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_to_folders_are_not_followed_in_circles()
    {
        if (OperatingSystem.IsWindows())
        {
            // Making a link needs a right there that tests do not have.
            return;
        }

        Image("a/1.png");
        Image("elsewhere/b/1.png");
        Directory.CreateDirectory(folder["set"]);
        Directory.CreateSymbolicLink(folder["set/a"], folder["a"]);
        Directory.CreateSymbolicLink(folder["set/b"], folder["elsewhere/b"]);
        Assert.Equal(2, ImageFolder.Read(folder["set"], Preparation).Count);

        Directory.CreateSymbolicLink(folder["a/round"], folder["set"]);
        Assert.Equal(
            $"'{folder["set/a/round"]}' is a link to a folder, which is not followed inside of a class.",
            Assert.Throws<InvalidDataException>(() => ImageFolder.Read(folder["set"], Preparation)).Message);
    }

    [Fact]
    public void Sets_are_folders_of_class_folders_with_the_classes_of_the_training_set()
    {
        Image("train/a/1.png");
        Image("train/b/1.png");
        Image("train/b/2.png");
        Image("val/a/1.png");
        Image("val/b/1.png");

        ImageSets sets = ImageFolder.ReadSets(folder.Root, Preparation);

        Assert.Equal((3, 2), (sets.Training.Count, sets.Validation!.Count));
        Assert.Null(sets.Test);
        Assert.Equal(["a", "b"], sets.ClassNames);

        Image("test/a/1.png");
        Image("test/new/1.png");
        string message = Assert.Throws<InvalidDataException>(() => ImageFolder.ReadSets(folder.Root, Preparation)).Message;
        Assert.Equal(
            $"2 faults were found:\nthe folder '{folder["test/new"]}' is none of the 2 classes.\nclass 1 ('b') has no image.",
            message);

        Image("valid/a/1.png");
        Assert.Contains("are the same set", Assert.Throws<InvalidDataException>(() => ImageFolder.ReadSets(folder.Root, Preparation)).Message, StringComparison.Ordinal);
        Assert.Contains("has no folder 'train'", Assert.Throws<DirectoryNotFoundException>(() => ImageFolder.ReadSets(folder["train"], Preparation)).Message, StringComparison.Ordinal);
    }

    private static float[] Read(ImageFiles set, int index)
    {
        var pixels = new float[set.Channels * set.Height * set.Width];
        set.Read(index, pixels, augmentation: null);
        return pixels;
    }

    private void Image(string path, byte grey = 100) => folder.Write(path, EncodedImages.Plain(new SKColor(grey, grey, grey)));
}
