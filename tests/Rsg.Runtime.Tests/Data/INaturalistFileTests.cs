using System.Text;
using Rsg.Data;
using SkiaSharp;

namespace Rsg.Runtime.Tests.Data;

public sealed class INaturalistFileTests : IDisposable
{
    private static readonly ImagePreparation Preparation = new(3, 4, 4);

    private readonly TemporaryFolder folder = new();

    public INaturalistFileTests()
    {
        foreach (string name in new[] { "a/1.jpg", "a/2.jpg", "b/é3.jpg" })
        {
            folder.Write($"images/{name}", EncodedImages.Plain(SKColors.Gray, 4, 4, SKEncodedImageFormat.Jpeg));
        }
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("images,annotations,categories")]
    [InlineData("categories,annotations,images")]
    public void The_form_of_the_challenge_is_read_in_any_order(string order)
    {
        var parts = new Dictionary<string, string>
        {
            ["images"] = """
                "images": [{"id": 11, "file_name": "a\/1.jpg", "width": 800, "rights_holder": {"name": [1, "x"]}}, {"file_name": "a/2.jpg", "id": 12},
                {"id": 13, "file_name": "b/\u00e93.jpg", "license": null}]
                """,
            ["annotations"] = """ "annotations": [{"id": 1, "image_id": 12, "category_id": 0}, {"category_id": 1, "image_id": 13}, {"image_id": 11, "category_id": 0}] """,
            ["categories"] = """ "categories": [{"id": 1, "name": "bee", "supercategory": "Insecta"}, {"id": 0, "name": "ant"}] """,
        };

        ImageFiles set = Read($$"""{"info": {"year": 2018, "deep": [[[{}]]]}, {{string.Join(", ", order.Split(',').Select(part => parts[part]))}}, "licenses": []}""");

        Assert.Equal(["ant", "bee"], set.ClassNames);
        Assert.Equal([0, 1, 0], set.Labels);
        Assert.Equal(
            [folder["images/a/2.jpg"], folder["images/b/é3.jpg"], folder["images/a/1.jpg"]],
            Enumerable.Range(0, 3).Select(set.PathOf));
        set.Read(1, new float[48], augmentation: null);
    }

    [Fact]
    public void The_form_of_long_tail_repositories_is_read()
    {
        ImageFiles set = Read(
            """
            {"annotations": [{"image_id": 5, "fpath": "a/1.jpg", "im_height": 4, "im_width": 4, "category_id": 1},
                             {"image_id": 6, "fpath": "a/2.jpg", "category_id": 0}], "num_classes": 2}
            """);

        Assert.Equal([1, 0], set.Labels);
        Assert.Equal(["0", "1"], set.ClassNames);
        Assert.Equal(folder["images/a/1.jpg"], set.PathOf(0));
    }

    [Fact]
    public void Every_fault_is_named_with_its_entry()
    {
        string json =
            """
            {"images": [{"id": 1, "file_name": "a/1.jpg"}, {"id": 2}, {"file_name": "x"}, 7, {"id": 1, "file_name": "a/2.jpg"}, {"id": 3, "file_name": "a/2.jpg"},
                        {"id": 4, "file_name": "gone.jpg"}],
             "annotations": [{"image_id": 1, "category_id": 0}, {"image_id": 99, "category_id": 0}, {"image_id": 1, "category_id": 5}, {"category_id": 0},
                             {"image_id": 1}, [], {"image_id": 1, "category_id": "0"}, {"image_id": 1, "category_id": 1}, {"image_id": 4, "category_id": 1},
                             {"image_id": "1", "category_id": 0}, {"image_id": 1.5, "category_id": 0}],
             "num_classes": 2}
            """;

        var error = Assert.Throws<InvalidDataException>(() => Read(json));

        string name = folder["list.json"];
        const string NoImage = "the entry has neither a whole number as image_id nor a text as fpath.";
        const string NoCategory = "the entry has no whole number as category_id.";
        Assert.Equal(
            $"""
            16 faults were found:
            '{name}': images[1] lacks a text as file_name.
            '{name}': images[2] lacks a whole number as id.
            '{name}': images[3] lacks a whole number as id.
            '{name}': images[4] has the id 1, as another image before it.
            '{name}', annotations[1]: there is no image with the id 99.
            '{name}', annotations[2]: the label of 'a/1.jpg' is 5; with 2 classes it must be 0 to 1.
            '{name}', annotations[3]: {NoImage}
            '{name}', annotations[4]: {NoCategory}
            '{name}', annotations[5]: {NoImage}
            '{name}', annotations[6]: {NoCategory}
            '{name}', annotations[7]: 'a/1.jpg' is listed a second time, first at annotations[0].
            '{name}', annotations[9]: {NoImage}
            '{name}', annotations[10]: {NoImage}
            '{name}': the image with the id 3, 'a/2.jpg', has no annotation.
            '{name}', annotations[8]: there is no file '{folder["images/gone.jpg"]}'.
            '{name}': class 1 ('1') has no image.
            """.ReplaceLineEndings("\n"),
            error.Message);
        Assert.Equal([0], Read(json, faults: FaultPolicy.Skip).Labels);
    }

    [Theory]
    [InlineData("""{"annotations": []}""", "has neither num_classes nor categories; the number of classes must be given.")]
    [InlineData("""{"categories": [{"id": 3}, {"id": 7}]}""", "has 2 categories whose ids are not 0 to 1; they cannot be used as labels.")]
    [InlineData("""{"num_classes": 2000000000}""", "says that there are 2000000000 classes; 2 to 100000 are possible.")]
    [InlineData("""{"num_classes": 1}""", "says that there are 1 classes; 2 to 100000 are possible.")]
    [InlineData("""[1]""", "an object with 'images' and 'annotations' was expected; StartArray was found.")]
    [InlineData("""{"images": {}}""", "a list of images was expected; StartObject was found.")]
    [InlineData("", "this is no valid JSON.")]
    [InlineData("{\"images\": [],\n \"annotations\": [}", "', line 2, byte 18 of the line: this is no valid JSON.")]
    [InlineData("""{"annotations": [{"fpath": "a""", "this is no valid JSON.")]
    [InlineData("""{"num_classes": 2} {}""", "this is no valid JSON.")]
    [InlineData("""{"annotations": [{"fpath": "\ud800"}], "num_classes": 2}""", "has a text that is no valid Unicode.")]
    public void What_is_no_such_list_is_refused(string json, string expected)
    {
        string message = Assert.Throws<InvalidDataException>(() => Read(json)).Message;

        Assert.StartsWith($"'{folder["list.json"]}'", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_of_classes_that_is_given_counts()
    {
        const string Json = """{"annotations": [{"fpath": "a/1.jpg", "category_id": 0}, {"fpath": "a/2.jpg", "category_id": 2}]}""";

        Assert.Equal(3, Read(Json, classes: 3, FaultPolicy.Skip).Classes);
        Assert.Contains("class 1 ('1') has no image.", Assert.Throws<InvalidDataException>(() => Read(Json, classes: 3)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("classes", () => Read(Json, classes: 1));
    }

    /// <summary>Values of every length lie on every border of the buffer, which begins with 64 KB.</summary>
    [Fact]
    public void A_long_file_is_read_in_pieces()
    {
        var text = new StringBuilder("\uFEFF{\"images\": [");
        const int Count = 1500;
        for (int id = 0; id < Count; id++)
        {
            text.Append(id == 0 ? "" : ",\n").Append($"{{\"id\": {id}, \"note\": \"{new string('é', id % 201)}\\n\", \"file_name\": \"m/{id:0000}.jpg\"}}");
        }

        text.Append("], \"num_classes\": 3, \"annotations\": [");
        for (int id = 0; id < Count; id++)
        {
            text.Append(id == 0 ? "" : ", ").Append($"{{\"image_id\": {id}, \"category_id\": {id % 3}}}");
            folder.Write($"images/m/{id:0000}.jpg", [1]);
        }

        text.Append("], \"padding\": \"").Append('x', 300_000).Append("\"}");
        ImageFiles set = Read(text.ToString());

        Assert.Equal(Enumerable.Range(0, Count).Select(id => id % 3), set.Labels);
        Assert.Equal(folder["images/m/1499.jpg"], set.PathOf(1499));
        Assert.Contains(
            "has a value of more than 1048576 bytes; this is no list of images.",
            Assert.Throws<InvalidDataException>(() => Read($$"""{"x": "{{new string('x', 5_000_000)}}"}""")).Message,
            StringComparison.Ordinal);
    }

    private ImageFiles Read(string json, int? classes = null, FaultPolicy faults = FaultPolicy.Stop) =>
        INaturalistFile.Read(folder.Write("list.json", json), folder["images"], Preparation, classes, faults);
}
