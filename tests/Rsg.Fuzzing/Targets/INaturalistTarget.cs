using Rsg.Data;

namespace Rsg.Fuzzing.Targets;

/// <summary>iNaturalist's lists, in both of their forms.</summary>
public sealed class INaturalistTarget : FuzzTarget
{
    /// <inheritdoc/>
    public override string Name => "inaturalist";

    /// <inheritdoc/>
    public override string FileName => "list.json";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } = Texts(
        """{"info":{"year":[2018,{"a":null}]},"images":[{"id":7,"file_name":"a/1.png","width":9},{"id":8,"file_name":"a/2.png"}],"annotations":[{"id":1,"image_id":7,"category_id":0},{"id":2,"image_id":8,"category_id":1}],"categories":[{"id":0,"name":"x"},{"id":1,"name":"\u00fc"}]}""",
        """{"annotations":[{"fpath":"a/1.png","category_id":0},{"fpath":"a/with space.png","category_id":1}],"num_classes":2}""");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Words =>
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\ud800", "\\u0000", "\\", "null", "\"num_classes\":100000,", "\"num_classes\":3,", "\"images\":[],", "\"categories\":[{\"id\":9}],", "\"fpath\":\"../a\",", "\"image_id\":7,", "1e999", "-1",
        "[[[[[[[[", "/etc/passwd", "\uFEFF",
    ];

    /// <summary>A list may say that there are 100,000 classes, and each is named, and found to have no image.</summary>
    public override long FixedMemory => 48 << 20;

    /// <inheritdoc/>
    public override int InputsInTests => 500;

    /// <inheritdoc/>
    public override bool IsRefusal(Exception failure) => failure is InvalidDataException;

    /// <inheritdoc/>
    public override void Read(string path)
    {
        string root = PlacedImages.Beside(path);
        PlacedImages.RequireInside(INaturalistFile.Read(path, root, new ImagePreparation(1, 4, 4), classes: null, FaultPolicy.Skip), root);
    }
}
