using Rsg.Data;

namespace Rsg.Fuzzing.Targets;

/// <summary>A list of images and labels; faults are counted, so that every line is looked at, and no path may leave its folder.</summary>
public sealed class ListTarget : FuzzTarget
{
    /// <inheritdoc/>
    public override string Name => "list";

    /// <inheritdoc/>
    public override string FileName => "list.txt";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } = Texts("a/1.png 0\na/2.png 1\na/with space.png 1\n", "\uFEFFa/1.png 0\r\na/2.png\t1  \r\n\r\n");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Words =>
        ["../", "..", "./", "/", "//", "/etc/passwd 0\n", "a/../a/1.png 0\n", "a/../../images/a/1.png 1\n", "\0", "\uFEFF", " ", "\t", "\n", "\r", " 0\n", " -1\n", " 1e1\n", "\uD7FF", "\u2028", "\\", "~", "a/1.png 0\n", "a 0\n", ". 0\n"];

    /// <inheritdoc/>
    public override int InputsInTests => 500;

    /// <inheritdoc/>
    public override bool IsRefusal(Exception failure) => failure is InvalidDataException;

    /// <inheritdoc/>
    public override void Read(string path)
    {
        string root = PlacedImages.Beside(path);
        PlacedImages.RequireInside(ListFile.Read(path, root, new ImagePreparation(1, 4, 4), classes: 2, FaultPolicy.Skip), root);
    }
}
